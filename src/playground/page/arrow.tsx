const turns = { right: 0, down: 90, left: 180, up: 270 }

/** Drawn, since text fonts have no arrows. */
export function Arrow({ to }: { readonly to: keyof typeof turns }) {
  return (
    <svg className="arrow" viewBox="0 0 12 12" aria-hidden="true" style={{ rotate: `${turns[to]}deg` }}>
      <path d="M1.500 6h9M7 2.500L10.500 6 7 9.500" />
    </svg>
  )
}
