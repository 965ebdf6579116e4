import { bold, joinTexts, type Text, text } from './text.ts'

type Named = { readonly name: string }

/** `web-1, web-2 and web-3`, each in bold. */
export function boldNames(targets: readonly Named[]): Text {
  const names = targets.map(({ name }): Text => [bold(name)])
  const last = names.at(-1) ?? []
  return names.length < 2 ? last : text`${joinTexts(names.slice(0, -1), ', ')} and ${last}`
}

const mostNames = 10
const mostCharacters = 400

/** The same of at most ten, and fewer where they are long: `web-1, web-2 and 35 more`. */
export function someNames(targets: readonly Named[]): Text {
  const count = shownNames(targets)
  if (count === targets.length) return boldNames(targets)
  const names = targets.slice(0, count).map(({ name }): Text => [bold(name)])
  return text`${joinTexts(names, ', ')} and ${targets.length - count} more`
}

/** Whether `someNames` has them all. */
export function areAllNamed(targets: readonly Named[]): boolean {
  return shownNames(targets) === targets.length
}

function shownNames(targets: readonly Named[]): number {
  let characters = 0
  const tooMany = targets.findIndex(({ name }, index) => {
    characters += name.length
    return index > 0 && (index >= mostNames || characters > mostCharacters)
  })
  return tooMany === -1 ? targets.length : tooMany
}
