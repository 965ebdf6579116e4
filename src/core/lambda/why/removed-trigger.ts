import { age } from '../../age.ts'
import type { Evidence, TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { type Text, text } from '../../text.ts'
import type { FunctionFacts } from './facts.ts'
import { hourMs } from './readings.ts'
import { switchesOf } from './switches.ts'

type Kind = { readonly what: (event: TrailEvent) => string; readonly madeBy: string }

/** What takes away who may call a function, or what brings it its events, and what gives that back. */
const kinds: Readonly<Record<string, Kind>> = {
  RemovePermission: {
    what: ({ asked = '' }) => {
      const [, statement] = /"statementId"\s*:\s*"([^"]+)"/.exec(asked) ?? []
      return statement === undefined ? 'a permission to call it' : `the permission ${statement} to call it`
    },
    madeBy: 'AddPermission',
  },
  DeleteEventSourceMapping: {
    what: ({ answered = '' }) => {
      const [, source] = /"eventSourceArn"\s*:\s*"([^"]+)"/.exec(answered) ?? []
      return source === undefined
        ? 'an event source mapping'
        : `the event source mapping of ${source.split(':').slice(5).join(':')}`
    },
    madeBy: 'CreateEventSourceMapping',
  },
  DeleteFunctionUrlConfig: { what: () => 'its function URL', madeBy: 'CreateFunctionUrlConfig' },
}

const mostShown = 3

/** What took away a permission, a mapping or the URL, newest first. */
export function removals(facts: FunctionFacts): readonly TrailEvent[] {
  return switchesOf(facts).filter(({ name, error }) => kinds[name] !== undefined && error === undefined)
}

/** Without what was set up anew since, or in the same deployment: that may be the same under another name. */
export function lastingRemovals(facts: FunctionFacts): readonly TrailEvent[] {
  const done = switchesOf(facts).filter(({ error }) => error === undefined)
  return removals(facts).filter(
    ({ name, at }) => !done.some((other) => other.name === kinds[name]?.madeBy && other.at > at - hourMs),
  )
}

/** ` anna removed the permission nightly to call it …, 1 d ago.` of the newest; nothing where there is none. */
export function removedText([last]: readonly TrailEvent[], now: number): Text {
  return last === undefined
    ? []
    : text` ${removalText(last)} ${{ time: last.at }}, ${age(Math.max(0, now - last.at))} ago.`
}

export function removedEvidence(events: readonly TrailEvent[]): readonly Evidence[] {
  return events.slice(0, mostShown).map((event) => ({ at: event.at, says: removalText(event), source: 'cloudtrail' }))
}

function removalText(event: TrailEvent): Text {
  return text`${doerSpan(event.doer)} removed ${kinds[event.name]?.what(event) ?? event.name}`
}
