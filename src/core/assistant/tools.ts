import { type ReadCommand, type Scope, typedName } from '../command.ts'
import type { ModelTool } from '../model.ts'
import type { Parsed } from '../parsed.ts'

export type CommandTool = ModelTool & { readonly command: ReadCommand }

export const mostCalls = 6

// They are about Windlass; and `may` finds targets whose names nobody would know to take out.
const unneeded = ['help', 'whoami', 'may']
const longestArguments = 500

/** What the person may read, as tools: nothing that changes something, that shows logs, or that is asked itself. */
export function toolsOf({ commands }: Pick<Scope, 'commands'>): CommandTool[] {
  return commands.flatMap((command) => {
    if (command.kind !== 'read' || command.effect !== 'read' || command.takesText === true) return []
    if (unneeded.includes(command.words.at(-1) ?? '')) return []
    return [{ name: command.words.join('_'), about: aboutOf(command), input: inputOf(command), command }]
  })
}

function aboutOf(command: ReadCommand): string {
  const parameters = Object.entries(command.parameters).flatMap(([name, parameter]) => {
    // A file is for people, and it need not ask itself.
    if (name === 'export' || name === 'model') return []
    if (parameter.kind === 'flag') return [`--${name}: ${parameter.about}`]
    const isLoose = !['option', 'options', 'accounts', 'regions'].includes(parameter.kind)
    return [`${isLoose ? '' : `--${name} `}${parameter.placeholder}: ${parameter.about}`]
  })
  return [`${command.about}. Read-only. Arguments:`, ...parameters].join('\n')
}

function inputOf(command: ReadCommand): ModelTool['input'] {
  const examples = command.examples.map((example) => JSON.stringify(example)).join(', ')
  const description = `What is typed after ${typedName(command)}${examples === '' ? '' : `, like ${examples}`}`
  return {
    type: 'object',
    properties: { arguments: { type: 'string', description, maxLength: longestArguments } },
    required: ['arguments'],
    additionalProperties: false,
  }
}

/** Whatever it wrote, as the one text that it may give. */
export function readArguments(input: unknown): Parsed<string> {
  const entries = typeof input === 'object' && input !== null ? Object.entries(input) : []
  const [[name, value] = ['', undefined], ...others] = entries
  if (name !== 'arguments' || typeof value !== 'string' || others.length > 0)
    return { ok: false, message: 'Give it {"arguments": "…"} and nothing else.' }
  if (value.length > longestArguments)
    return { ok: false, message: `The arguments are too long: at most ${longestArguments} characters.` }
  return { ok: true, value }
}
