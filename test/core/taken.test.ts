import { expect, test } from 'vitest'
import type { Change, Progress } from '../../src/core/change.ts'
import { takenBy } from '../../src/core/taken.ts'
import { noon } from '../fixtures/values.ts'
import { aChange } from '../store/values.ts'

const asking = aChange({ id: 'M', state: 'applying', decidedAt: noon })
const at = noon

const progresses = {
  waiting: { kind: 'waiting' },
  begun: { kind: 'begun', at },
  accepted: { kind: 'accepted', at, requestId: undefined, state: 'running' },
  there: { kind: 'there', at, acceptedAt: at, state: 'stopped' },
  refused: { kind: 'refused', at, code: 'C', message: 'No.', requestId: undefined },
  unknown: { kind: 'unknown', at, message: 'No answer.' },
  astray: { kind: 'astray', at, message: 'It came back.' },
  late: { kind: 'late', at, acceptedAt: at, state: 'stopping' },
  'not-tried': { kind: 'not-tried', at, reason: 'a pause' },
} satisfies Record<Progress['kind'], Progress>

const earlier: Partial<Change> = { id: 'A', state: 'applying', decidedAt: noon - 1 }
const later: Partial<Change> = { id: 'A', state: 'applying', decidedAt: noon + 1 }
const over: Partial<Change> = { id: 'A', state: 'ended', decidedAt: noon - 1 }
const itself: Partial<Change> = { id: 'M', state: 'applying', decidedAt: noon }

type Row = [string, Partial<Change>, Progress['kind'], 'ahead' | 'gone' | 'nothing']

test.each<Row>([
  ['of one confirmed earlier', earlier, 'waiting', 'ahead'],
  ['of one confirmed later', later, 'waiting', 'nothing'],
  ['of one confirmed in the same moment', { ...earlier, decidedAt: noon }, 'waiting', 'ahead'],
  ['of another one confirmed in the same moment', { ...later, id: 'Z', decidedAt: noon }, 'waiting', 'nothing'],
  ['of itself', itself, 'waiting', 'nothing'],
  ['of one that is over', over, 'waiting', 'nothing'],
  ['of one confirmed later', later, 'begun', 'ahead'],
  ['of one confirmed later', later, 'accepted', 'ahead'],
  ['of itself', itself, 'accepted', 'ahead'],
  ['of one that is over', over, 'begun', 'gone'],
  ...(['there', 'unknown', 'astray', 'late'] as const).map((kind): Row => ['of any', earlier, kind, 'gone']),
  ...(['refused', 'not-tried'] as const).map((kind): Row => ['of any', earlier, kind, 'nothing']),
])('a step %s (%j) that is %s takes: %s', (...[, given, kind, takes]) => {
  const other = aChange({ ...given, progress: [progresses[kind]] })
  const found = takenBy([other], asking).map(({ isAhead }) => (isAhead ? 'ahead' : 'gone'))
  expect(found).toEqual(takes === 'nothing' ? [] : [takes])
})

test('what is not confirmed comes after all that wait', () => {
  expect(takenBy([aChange(later)], undefined)).toEqual([expect.objectContaining({ isAhead: true })])
})
