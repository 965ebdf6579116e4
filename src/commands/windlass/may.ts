import { readCommand } from '../../core/command.ts'
import type { Decision } from '../../core/decision.ts'
import { planningActions } from '../../core/ec2/change-parameters.ts'
import { lookedIn } from '../../core/ec2/looked-for.ts'
import { lookingActions } from '../../core/lambda/parameters.ts'
import type { May } from '../../core/may.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, type Text, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { quote } from '../../core/words.ts'

export const windlassMay = readCommand({
  words: ['windlass', 'may'],
  about: 'Whether you may do something, and by which rule',
  examples: ['stop web-1', 'ec2 terminate web-* --account sandbox', 'windlass audit'],
  parameters: {
    command: {
      kind: 'words',
      about: 'a command as you would give it, with its flags',
      placeholder: 'stop web-1',
      isWhole: true,
    },
  },
  // It plans what was asked about, and goes no further.
  aws: {
    read: [...new Set([...planningActions, ...lookingActions, 'lambda:GetFunctionConfiguration'])],
  },
  async run({ command }, { may }) {
    return command.length === 0 ? whatView() : mayView(await may(command))
  },
})

function whatView(): View {
  return {
    lead: text`${bold('May you do what?')} Say it as you would give it: ${code('/windlass may stop web-1')}`,
    parts: [],
    actions: [runs('whoami', 'What you may do at all', ['windlass', 'whoami'])],
  }
}

function mayView(may: May): View {
  return may.targets.length === 0 ? generalView(may) : targetsView(may)
}

function generalView({ command, words, inGeneral, except }: May): View {
  const [kind, example, from] = words[0] === 'lambda' ? ['function', 'order-intake', 0] : ['instance', 'web-1', 1]
  if (inGeneral === undefined)
    return {
      lead: text`${bold(`It depends on the ${kind}`)} whether you may give ${code(command)}. Ask with its name: ${code(`/windlass may ${words.slice(from).join(' ')} ${example}`)}`,
      parts: [],
      actions: [],
    }
  const notIn = except.length === 0 ? '' : ` It reads nothing in ${lookedIn(except)}.`
  return {
    lead: text`${bold(inGeneral.answer === 'allow' ? 'Yes,' : 'No,')} you may ${inGeneral.answer === 'allow' ? '' : 'not '}give ${code(command)}.${because(inGeneral)}${notIn}`,
    parts: [],
    note: text`${ruleOf(inGeneral)}.`,
    actions: [],
  }
}

function targetsView({ command, words, targets }: May): View {
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
      ...(allowed.length === targets.length ? [runs('do', `/${words.map(quote).join(' ')}`, words)] : []),
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
