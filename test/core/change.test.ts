import { describe, expect, it } from 'vitest'
import {
  applied,
  type Change,
  type ChangeState,
  cancelled,
  confirmed,
  ended,
  expired,
  followedAgain,
  isFinal,
  isOld,
  type Progress,
  progressed,
  progressOf,
  stateWords,
  stopped,
} from '../../src/core/change.ts'
import { noon } from '../fixtures/values.ts'
import { aChange } from '../store/values.ts'

const by = 'U0ADA'
const end = noon + 600_000

const waiting: Progress = { kind: 'waiting' }
const begun: Progress = { kind: 'begun', at: noon }
const accepted: Progress = { kind: 'accepted', at: noon, requestId: 'request-1', state: 'stopping' }
const there: Progress = { kind: 'there', at: noon, acceptedAt: noon, state: 'stopped' }
const refused: Progress = { kind: 'refused', at: noon, code: 'C', message: 'No.', requestId: undefined }
const unknown: Progress = { kind: 'unknown', at: noon, message: 'No answer.' }
const late: Progress = { kind: 'late', at: end, acceptedAt: noon, state: 'stopping' }
const notTried: Progress = { kind: 'not-tried', at: noon, reason: 'a pause' }

const moves: Record<string, (change: Change, at: number) => Change | undefined> = {
  confirm: (change, at) => confirmed(change, { by, at }),
  cancel: (change, at) => cancelled(change, { by, at }),
  expire: (change, at) => expired(change, at),
  'look again': (change, at) => followedAgain(change, at),
}

/** What each state becomes by each move before its time is over, and after. */
const table: [state: ChangeState, move: string, before: ChangeState | '–', after: ChangeState | '–'][] = [
  ['proposed', 'confirm', 'confirmed', '–'],
  ['proposed', 'cancel', 'cancelled', 'cancelled'],
  ['proposed', 'expire', '–', 'expired'],
  ['proposed', 'look again', '–', '–'],
  ...(['cancelled', 'expired', 'confirmed', 'applying', 'following', 'done', 'ended'] as const).flatMap((state) =>
    Object.keys(moves).map((move): (typeof table)[number] => {
      const becomes = state === 'ended' && move === 'look again' ? 'following' : '–'
      return [state, move, becomes, becomes]
    }),
  ),
]

describe('a change', () => {
  it.each(table)('that is %s becomes by %s: %s, and after its time: %s', (...[state, move, before, after]) => {
    const change = aChange({ state, progress: [late] })
    const become = (at: number) => moves[move]?.(change, at)?.state ?? '–'
    expect([become(end - 1), become(end)]).toEqual([before, after])
  })

  it('is one version further after each move', () => {
    const change = aChange({ version: 7 })
    expect(confirmed(change, { by, at: noon })).toMatchObject({ version: 8, decidedBy: by, decidedAt: noon })
    expect(cancelled(change, { by, at: noon })).toMatchObject({ version: 8, decidedBy: by, endedAt: noon })
    expect(expired(change, end)).toMatchObject({ version: 8, decidedBy: undefined, endedAt: end })
  })

  it.each([
    ['proposed', false],
    ['confirmed', false],
    ['applying', false],
    ['following', false],
    ['cancelled', true],
    ['expired', true],
    ['done', true],
    ['ended', true],
  ] as const)('that is %s is at its end: %s', (state, isOver) => {
    expect(isFinal({ state })).toBe(isOver)
  })
})

describe('a step', () => {
  it('that begins makes the change one that is being applied, and touches no other step', () => {
    const change = aChange({ state: 'confirmed', progress: [waiting, waiting, waiting] })
    expect(progressed(change, 1, begun)).toMatchObject({ state: 'applying', progress: [waiting, begun, waiting] })
  })

  it.each([
    ['accepted', { kind: 'accepted', requestId: 'r' }, { kind: 'accepted', at: end, requestId: 'r', state: 'running' }],
    [
      'refused',
      { kind: 'refused', code: 'C', message: 'No.', requestId: 'r', spreads: 'account' },
      { kind: 'refused', at: end, code: 'C', message: 'No.', requestId: 'r' },
    ],
    ['unknown', { kind: 'unknown', code: 'C', message: 'None.' }, { kind: 'unknown', at: end, message: 'None.' }],
  ] as const)('that ended %s keeps what is known', (_, acted, progress) => {
    expect(progressOf(acted, end, 'running')).toEqual(progress)
  })

  it('that was not begun is not tried once the change is stopped; the others stay', () => {
    const { progress } = stopped(aChange({ progress: [there, begun, unknown, waiting] }), {
      reason: 'a pause',
      at: noon,
    })
    expect(progress).toEqual([there, begun, unknown, notTried])
  })
})

describe('after the last step', () => {
  it.each([
    ['is followed where AWS has taken one', [accepted, refused], 'following', '2 steps'],
    ['has ended where nothing is left to follow', [refused, unknown], 'ended', '0 of 2 done, 1 refused, 1 not known'],
    ['has ended where nothing was tried', [notTried], 'ended', '0 of 1 done, 1 not tried'],
    ['is done where each is there', [there, there], 'done', '2 of 2 done'],
  ] as const)('a change %s', (...[, progress, state, words]) => {
    const change = applied(aChange({ state: 'applying', progress }), noon)
    expect(change.state).toBe(state)
    expect(stateWords(change)).toBe(state === 'following' ? 'following' : words)
    expect(change.endedAt).toBe(state === 'following' ? undefined : noon)
  })

  it('a change that could not go on says why, and what is not known stays so', () => {
    const change = ended(aChange({ state: 'applying', progress: [there, begun, notTried] }), noon, 'a fault')
    expect(change.state).toBe('ended')
    expect(stateWords(change)).toBe('1 of 3 done, 1 not known, 1 not tried: a fault')
  })
})

describe('to look again', () => {
  it('takes up what was late, from now on, and remembers when AWS took it', () => {
    const change = followedAgain(aChange({ state: 'ended', endedAt: end, progress: [there, late, refused] }), end + 5)
    expect(change?.progress).toEqual([
      there,
      { kind: 'accepted', at: noon, requestId: undefined, state: 'stopping', lookedAgainAt: end + 5 },
      refused,
    ])
    expect(change?.endedAt).toBeUndefined()
  })

  it('is for nothing where nothing was late', () => {
    expect(followedAgain(aChange({ state: 'ended', progress: [there, refused, unknown] }), end)).toBeUndefined()
  })
})

it('what was confirmed a quarter of an hour ago is old, and so is what never was', () => {
  expect([isOld(noon, noon + 900_000), isOld(noon, noon + 900_001), isOld(undefined, noon)]).toEqual([
    false,
    true,
    true,
  ])
})

it('steps of one place alone can be stopped', () => {
  const { plan } = aChange()
  const [web] = plan.targets
  if (web === undefined) throw new Error('a plan without a target')
  const elsewhere = { ...web, place: { ...web.place, region: 'us-west-2' } }
  const change = aChange({ plan: { ...plan, targets: [web, elsewhere] }, progress: [waiting, waiting] })
  const where = ({ place }: typeof web) => place.region === 'us-west-2'
  expect(stopped(change, { reason: 'a pause', at: noon, where }).progress).toEqual([waiting, notTried])
})

it('a step that was begun without an answer is not said to be left undone', () => {
  const change = aChange({ progress: [{ kind: 'waiting', tries: 1 }, waiting] })
  expect(stopped(change, { reason: 'a pause', at: noon }).progress).toMatchObject([
    { kind: 'unknown', message: expect.stringContaining('a pause') },
    notTried,
  ])
})
