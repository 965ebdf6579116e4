import type { PageCommand, PageUser } from '../slack/page-contract.ts'

/** One line of the list above the composer; `draft` is the whole text once it is accepted. */
export type Completion = {
  readonly key: string
  readonly label: string
  readonly about: string
  readonly draft: string
  readonly user?: PageUser
}

export type Vocabulary = { readonly commands: readonly PageCommand[]; readonly users: readonly PageUser[] }

const completionsShown = 8

/** What may come next, given the text in front of the caret. */
export function complete(draft: string, caret: number, { commands, users }: Vocabulary): readonly Completion[] {
  if (draft.startsWith('/') && caret === draft.length) {
    return completeCommand(draft, commands).slice(0, completionsShown)
  }
  return completePerson(draft, caret, users).slice(0, completionsShown)
}

/**
 * Whether Enter takes this line or sends what was typed: `/ec2 li` is finished for the person, while a command that is
 * whole already, and words that merely could go on (`/ec2 `), are sent as they are.
 */
export function isTakenByEnter(draft: string, completions: readonly Completion[]): boolean {
  const typed = draft.trimEnd()
  return !/\s$/.test(draft) && completions.length > 0 && completions.every((each) => each.draft.trimEnd() !== typed)
}

function completeCommand(draft: string, commands: readonly PageCommand[]): Completion[] {
  const [name = '', ...rest] = draft.split(' ')
  if (rest.length === 0) {
    return commands
      .filter(({ command }) => command.startsWith(name))
      .map(({ command, description }) => ({ key: command, label: command, about: description, draft: `${command} ` }))
  }
  const known = commands.find(({ command }) => command === name)
  const typed = rest.join(' ')
  return (known?.completions ?? [])
    .filter(({ words }) => words.startsWith(typed))
    .map(({ words, about }) => ({ key: words, label: `${name} ${words}`, about, draft: `${name} ${words} ` }))
}

function completePerson(draft: string, caret: number, users: readonly PageUser[]): Completion[] {
  const before = draft.slice(0, caret)
  const at = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before)
  if (at === null) return []
  const typed = (at[1] ?? '').toLowerCase()
  const start = caret - typed.length - 1
  return users
    .filter(({ name, realName }) => [name, ...realName.split(' ')].some((each) => each.toLowerCase().startsWith(typed)))
    .toSorted((one, other) => Number(other.isBot) - Number(one.isBot))
    .map((user) => ({
      key: user.id,
      label: user.realName,
      about: user.isBot ? 'app' : user.title,
      draft: `${draft.slice(0, start)}@${user.name} ${draft.slice(caret).trimStart()}`,
      user,
    }))
}
