import { readCommand, type Scope } from '../../core/command.ts'
import type { Decision } from '../../core/decision.ts'
import { planningActions } from '../../core/ec2/change-parameters.ts'
import { placeParameters } from '../../core/ec2/parameters.ts'
import type { May } from '../../core/may.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, type Text, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'

export const windlassMay = readCommand({
  words: ['windlass', 'may'],
  about: 'Whether you may do something, and by which rule',
  examples: ['stop web-1', 'ec2 terminate web-*', 'windlass audit'],
  parameters: {
    command: { kind: 'words', about: 'a command, with what it is to be done to', placeholder: 'stop web-1' },
    ...placeParameters,
  },
  // It plans what was asked about, and goes no further.
  aws: { read: [...planningActions] },
  async run({ command, account, region }, { may, scope }) {
    if (command.length === 0) return whatView()
    const asked = completed(command, scope)
    const narrowed = [
      ...(account.length === 0 ? [] : ['--account', account.join(',')]),
      ...(region.length === 0 ? [] : ['--region', region.join(',')]),
    ]
    return mayView(await may([...asked, ...narrowed]), [...asked, ...narrowed])
  },
})

function whatView(): View {
  return {
    lead: text`${bold('May you do what?')} Say it as you would give it: ${code('/windlass may stop web-1')}`,
    parts: [],
    actions: [runs('whoami', 'What you may do at all', ['windlass', 'whoami'])],
  }
}

/** `stop web-1` and `/ec2 stop web-1` mean the same: the product is put in front where it was left out. */
function completed(words: readonly string[], { commands }: Scope): string[] {
  const [first = '', ...rest] = words
  const name = first.replace(/^\//, '').toLowerCase()
  const known = commands.find((command) => command.words[0] === name)
  if (known !== undefined) return [name, ...rest]
  const owner = commands.find((command) => command.words[1] === name) ?? commands[0]
  return [owner?.words[0] ?? 'ec2', name, ...rest]
}

function mayView(may: May, words: readonly string[]): View {
  return may.targets.length === 0 ? generalView(may, words) : targetsView(may, words)
}

function generalView({ command, inGeneral }: May, words: readonly string[]): View {
  if (inGeneral === undefined)
    return {
      lead: text`${bold('Yes, on some instances')} you may give ${code(command)}. On which, say with their names: ${code(`/windlass may ${words.slice(1).join(' ')} web-1`)}`,
      parts: [],
      actions: [],
    }
  return {
    lead: text`${bold(inGeneral.answer === 'allow' ? 'Yes,' : 'No,')} you may ${inGeneral.answer === 'allow' ? '' : 'not '}give ${code(command)}.${because(inGeneral)}`,
    parts: [],
    note: text`${ruleOf(inGeneral)}.`,
    actions: [],
  }
}

function targetsView({ command, targets }: May, words: readonly string[]): View {
  const allowed = targets.filter(({ decision }) => decision.answer === 'allow')
  const [first] = targets
  const what = targets.length === 1 ? first?.target.name : `${targets.length} instances`
  const said = text`${code(command)} to ${bold(what ?? '')}`
  const lead =
    allowed.length === targets.length
      ? text`${bold('Yes,')} you may do ${said}.`
      : allowed.length === 0
        ? text`${bold('No,')} you may not do ${said}.`
        : text`${bold('Not to all:')} you may do ${code(command)} to ${allowed.length} of ${targets.length} instances.`
  return {
    lead,
    parts: [{ kind: 'bullets', items: targets.map(targetLine) }],
    note: text`Whether it can be done is another question: limits, freezes and what AWS says are asked when it is.`,
    actions: [
      ...(allowed.length === targets.length ? [runs('do', `/${words.join(' ')}`, words)] : []),
      ...(first === undefined
        ? []
        : [runs('show', `Show ${first.target.name}`, [words[0] ?? 'ec2', 'show', first.target.id])]),
    ],
  }
}

function targetLine({ target, decision }: May['targets'][number]): Text {
  const mark = decision.answer === 'allow' ? '✓ yes' : '✕ no'
  return text`${mark}: ${bold(target.name)} in ${placeName(target.place)}.${because(decision)} ${ruleOf(decision)}.`
}

function because(decision: Decision): string {
  return decision.answer === 'deny' ? ` ${decision.reason}` : ''
}

function ruleOf({ rule }: Decision): Text {
  return text`Rule ${code(rule.name)}${rule.where === undefined ? '' : `, ${rule.where}`}`
}
