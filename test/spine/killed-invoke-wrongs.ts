import { frankfurt } from '../fixtures/values.ts'
import { type InvokeScene, payload } from './killed-invoke-stage.ts'
import type { Performed } from './killed-stage.ts'

function times({ events }: Performed, kind: string): number {
  return events.filter((event) => event.kind === kind).length
}

/** What holds for every call of a function, in words where it does not. */
export function findWrongs(performed: Performed, scene: InvokeScene): string[] {
  const { changes, change, events, answers, called, unanswered, isJobLeft } = performed
  const [answer] = answers
  const [stored] = change.progress
  return [
    ...(changes === 1 ? [] : [`${changes} changes`]),
    ...(unanswered === 0 ? [] : [`${unanswered} deliveries without an answer`]),
    ...(isJobLeft ? ['a job is left'] : []),
    ...(answers.length === 1 && answer?.view !== undefined
      ? []
      : [`answers: ${answers.map(({ text }) => text).join(' | ')}`]),
    ...(called.length < 2 ? [] : ['called twice']),
    ...called.flatMap((call) => [
      ...(call.payload === payload ? [] : [`called with ${call.payload}`]),
      ...(call.recorded.at(-1) === 'step-begun' ? [] : [`called after ${call.recorded.join()}`]),
    ]),
    ...findUnrecorded(performed, scene),
    ...(change.state === (stored?.kind === 'there' ? 'done' : 'ended') ? [] : [`it is ${change.state}`]),
    ...findUntold(performed),
    ...(JSON.stringify([change, events]).includes('hunter2') ? ['the secret is kept'] : []),
  ]
}

/** What the audit has of it. */
function findUnrecorded(performed: Performed, { place }: InvokeScene): string[] {
  const kind = performed.change.progress[0]?.kind
  const expected = {
    proposed: place === frankfurt ? 1 : 0,
    confirmed: 1,
    'step-begun': kind === 'not-tried' ? 0 : 1,
    'step-ended': kind === 'there' ? 1 : 0,
    'step-unknown': kind === 'unknown' ? 1 : 0,
    'not-tried': kind === 'not-tried' ? 1 : 0,
    ended: 1,
  }
  const wrong = Object.entries(expected).filter(([each, count]) => times(performed, each) !== count)
  return [
    ...wrong.map(([each, count]) => `${times(performed, each)} times ${each} instead of ${count}`),
    ...(times(performed, 'answered') > 0 ? [] : ['no answer is recorded']),
  ]
}

/** What the person reads is what was stored last, whichever process stored it. */
function findUntold({ change, answers: [answer], called }: Performed): string[] {
  const says = (words: string) => (answer?.text.includes(words) === true ? [] : [`told: ${answer?.text}`])
  const wasCalled = (count: number) => (called.length === count ? [] : [`called ${called.length} times`])
  const kind = change.progress[0]?.kind
  if (kind === 'unknown') return says('It is not known whether order-refund ran')
  if (kind === 'not-tried') return [...wasCalled(0), ...says('order-refund did not run')]
  if (kind !== 'there') return [`the step is ${kind}`]
  const isShown = JSON.stringify(answer?.view).includes('refunded')
  return [...wasCalled(1), ...says('order-refund answered in 2 s'), ...(isShown ? [] : ['the result is not shown'])]
}
