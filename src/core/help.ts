import { type Command, typedName } from './command.ts'
import type { Parameter } from './parameter.ts'
import { runs } from './problem.ts'
import { bold, code, type Text, text } from './text.ts'
import type { Action, View } from './view.ts'

/** `/ec2 list [web-*] [--state running] …` without the rare flags: those are in the command's own help. */
function usage(command: Command): string {
  const loose = Object.values(command.parameters).flatMap((parameter) => {
    if (isTarget(parameter)) return [parameter.placeholder]
    return isOptional(parameter) ? [`[${parameter.placeholder}]`] : []
  })
  return [typedName(command), ...loose].join(' ')
}

/** What there is, a line a command, with buttons that try the first ones. */
export function helpOverview(commands: readonly Command[], lead: Text): View {
  return {
    lead,
    parts: [{ kind: 'bullets', items: commands.map((command) => text`${code(usage(command))}  ${command.about}`) }],
    note: text`${code(`${typedName({ words: [commands[0]?.words[0] ?? 'windlass', 'help'] })} list`)} says more of one command. The same words work in a mention and in a direct message.`,
    actions: commands.flatMap(tryButton).slice(0, 3),
  }
}

/** A command that runs as it is; one that changes something is typed, not tried. */
function tryButton(command: Command): Action[] {
  const needsMore = Object.values(command.parameters).some(isTarget)
  if (needsMore || command.kind !== 'read' || command.takesText === true || command.words.at(-1) === 'help') return []
  return [runs(command.words.join('-'), typedName(command), command.words)]
}

/** One command: what it does, each flag with its meaning, and examples that can be pressed. */
export function helpOn(command: Command): View {
  const rows = Object.entries(command.parameters).map(([name, parameter]) => [shown(name, parameter), parameter.about])
  const examples = command.examples.map((example) => `${typedName(command)} ${example}`)
  return {
    lead: text`${bold(typedName(command))}: ${lowerFirst(command.about)}`,
    parts: [
      ...(rows.length > 0
        ? [{ kind: 'table', columns: [{ title: 'Write' }, { title: 'Meaning', wraps: true }], rows } as const]
        : []),
      ...(examples.length > 0 ? [{ kind: 'bullets', items: examples.map((example) => [code(example)]) } as const] : []),
    ],
    actions: [...tryButton(command), runs('help', 'All commands', ['windlass', 'help'])],
  }
}

/** What narrows a command that also runs without. */
function isOptional(
  parameter: Parameter,
): parameter is Extract<Parameter, { kind: 'selectors' | 'function-names' | 'words' }> {
  return parameter.kind === 'selectors' || parameter.kind === 'function-names' || parameter.kind === 'words'
}

/** What the command does not run without. */
function isTarget(
  parameter: Parameter,
): parameter is Extract<Parameter, { kind: 'instance' | 'instances' | 'function' }> {
  return parameter.kind === 'instance' || parameter.kind === 'instances' || parameter.kind === 'function'
}

function shown(name: string, parameter: Parameter): string {
  switch (parameter.kind) {
    case 'flag':
      return `--${name}`
    case 'selectors':
    case 'function-names':
    case 'instance':
    case 'instances':
    case 'function':
    case 'payload':
    case 'words':
      return parameter.placeholder
    case 'option':
    case 'options':
    case 'accounts':
    case 'regions':
      return `--${name} ${parameter.placeholder}`
  }
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
