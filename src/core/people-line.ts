import { joinTexts, type Text, text } from './text.ts'

/** A table's cells cannot hold mentions: who is behind the ids in it. */
export function peopleLine(users: readonly string[]): Text {
  const lines = [...new Set(users)].map((user) => text`${user} is ${{ user }}`)
  return lines.length === 0 ? [] : text`${joinTexts(lines, ', ')}.`
}
