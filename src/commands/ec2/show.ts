import { readCommand, type Scope } from '../../core/command.ts'
import { failureLines } from '../../core/ec2/failures.ts'
import { type InstanceDetails, visibleName } from '../../core/ec2/instance.ts'
import { describingActions, placeParameters } from '../../core/ec2/parameters.ts'
import { selectorWord } from '../../core/ec2/selector.ts'
import { markedState } from '../../core/ec2/state.ts'
import { stateReasonLine } from '../../core/ec2/state-reason.ts'
import { wordsOn } from '../../core/ec2/words-on.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, type Text, text } from '../../core/text.ts'
import type { Action, Choice, Part, View } from '../../core/view.ts'
import { factsOf } from './show-facts.ts'

export const ec2Show = readCommand({
  words: ['ec2', 'show'],
  about: 'Show one instance in full',
  examples: ['web-1', 'tag:service=orders --account production'],
  parameters: {
    instance: { kind: 'instance', about: 'its name, id, a glob or tag:key=value', placeholder: 'web-1' },
    ...placeParameters,
  },
  aws: {
    read: [...describingActions],
  },
  async run({ instance }, { ec2, scope }) {
    return showView(await ec2.describeInstance(instance), scope)
  },
})

function showView(details: InstanceDetails, scope: Scope): View {
  const { instance } = details
  const troubles = [...troublesOf(details), ...failureLines(scope.missing)]
  const parts: Part[] = [
    ...(troubles.length > 0 ? [{ kind: 'bullets', items: troubles } as const] : []),
    { kind: 'facts', facts: factsOf(details, scope) },
  ]
  return {
    lead: text`${bold(visibleName(instance))} is ${bold(markedState(instance.state))} in ${placeName(instance.place)}`,
    parts,
    note: text`As of ${{ time: scope.now }}.${details.unread.length === 0 ? '' : ` ${details.unread.join(' ')}`}`,
    actions: actionsFor(details, scope),
    isShareable: true,
  }
}

/** What a person on call looks for first: why it is not running, what fails, what AWS has planned. */
function troublesOf({ instance, ...details }: InstanceDetails): Text[] {
  const because = details.stateReason === undefined ? undefined : stateReasonLine(details.stateReason)
  const isUp = instance.state === 'running' || instance.state === 'pending'
  const failing = [
    ['Instance', details.instanceCheck],
    ['System', details.systemCheck],
  ].filter(([, check]) => check === 'impaired')
  return [
    ...(!isUp && because !== undefined ? [text`${bold('Why:')} ${because}`] : []),
    ...failing.map(
      ([which]) =>
        text`${bold(`${which} status check is failing.`)} ${which === 'System' ? 'The fault is on the host, at AWS.' : 'The fault is inside the instance: its system, network or memory.'}`,
    ),
    ...details.scheduledEvents.map(
      ({ what, notBefore }) =>
        text`${bold('Planned by AWS:')} ${what}${notBefore === undefined ? '' : text`, not before ${{ time: notBefore }}`}`,
    ),
  ]
}

function actionsFor({ instance }: InstanceDetails, { again, tagKeys }: Scope): Action[] {
  const near = [
    ['group', 'Its Auto Scaling group', 'aws:autoscaling:groupName'],
    ['owner', 'All of its owner', tagKeys.owner],
    ['environment', 'All of its environment', tagKeys.environment],
  ].flatMap(([verb = '', label = '', key = '']) => {
    const value = instance.tags.get(key)
    if (value === undefined) return []
    const words = ['ec2', 'list', selectorWord({ kind: 'tag', key, value })]
    return [{ verb, label: `${label}: ${value}`, does: { kind: 'run', words } as const }]
  })
  const about = [
    explains('states', 'What each state means', 'instance-states'),
    explains('checks', 'What status checks are', 'status-checks'),
  ]
  const isUp = instance.state === 'running' || instance.state === 'pending'
  return [
    runs('why', isUp ? 'What is wrong?' : `Why it is ${instance.state}`, wordsOn(['ec2', 'why'], [instance])),
    runs('refresh', 'Read again', again({})),
    { kind: 'overflow', verb: 'near', choices: [...near, ...about] },
  ]
}

function explains(verb: string, label: string, topic: string): Choice {
  return { verb, label, does: { kind: 'run', words: ['windlass', 'ask', topic] } }
}
