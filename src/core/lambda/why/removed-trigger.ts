import { age } from '../../age.ts'
import { type Evidence, known, type TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { type Text, text } from '../../text.ts'
import type { FunctionFacts } from './facts.ts'
import { hourMs } from './readings.ts'

type Kind = { readonly what: (asked: string) => string; readonly madeBy: string }

/** What takes away who may call a function, or what brings it its events, and what gives that back. */
const kinds: Readonly<Record<string, Kind>> = {
  RemovePermission: {
    what: (asked) => {
      const [, statement] = /"statementId"\s*:\s*"([^"]+)"/.exec(asked) ?? []
      return statement === undefined ? 'a permission to call it' : `the permission ${statement} to call it`
    },
    madeBy: 'AddPermission',
  },
  DeleteEventSourceMapping: { what: () => 'an event source mapping', madeBy: 'CreateEventSourceMapping' },
  DeleteFunctionUrlConfig: { what: () => 'its function URL', madeBy: 'CreateFunctionUrlConfig' },
}

const mostShown = 3

/** What took away a permission, a mapping or the URL, newest first. */
export function removals({ trail }: FunctionFacts): readonly TrailEvent[] {
  return (known(trail) ?? []).filter(({ name, error }) => kinds[name] !== undefined && error === undefined)
}

/** Without what was set up anew since, or in the same deployment: that may be the same under another name. */
export function lastingRemovals(facts: FunctionFacts): readonly TrailEvent[] {
  const done = (known(facts.trail) ?? []).filter(({ error }) => error === undefined)
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

function removalText({ name, doer, asked = '' }: TrailEvent): Text {
  return text`${doerSpan(doer)} removed ${kinds[name]?.what(asked) ?? name}`
}
