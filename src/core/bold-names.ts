import { bold, joinTexts, type Text, text } from './text.ts'

/** `web-1, web-2 and web-3`, each in bold. */
export function boldNames(targets: readonly { readonly name: string }[]): Text {
  const names = targets.map(({ name }): Text => [bold(name)])
  const last = names.at(-1) ?? []
  return names.length < 2 ? last : text`${joinTexts(names.slice(0, -1), ', ')} and ${last}`
}
