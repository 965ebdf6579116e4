/** What can be written in one way only. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined }

/** JSON with its keys sorted at every depth: equal values have equal texts. */
export function canonicalJson(value: Canonical): string {
  return JSON.stringify(sorted(value))
}

function sorted(value: Canonical | undefined): unknown {
  if (isList(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}

function isList(value: Canonical | undefined): value is readonly Canonical[] {
  return Array.isArray(value)
}
