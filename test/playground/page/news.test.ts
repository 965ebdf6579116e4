import { expect, it } from 'vitest'
import { describeNews } from '../../../src/playground/page/news.ts'
import { message, snapshot } from './page-fixtures.ts'

const following = (text: string) => message({ user: 'U9', text })
const changed = (before: string, after: string) =>
  describeNews(
    { ...snapshot({ messages: [following(before)] }), openChannel: 'C1' },
    { type: 'changed', message: following(after) },
  )

it('of a message that changed, the first line alone is said', () => {
  expect(changed('Stop 2 instances?', 'Stopping 2 instances\nweb-1 stopping, 3 s')).toBe(
    'Windlass: Stopping 2 instances',
  )
})

it('nothing is said of a change below the first line', () => {
  expect(changed('Stopping 2 instances\nweb-1, 3 s', 'Stopping 2 instances\nweb-1, 8 s')).toBeUndefined()
})

it('a new message is said whole', () => {
  const scene = { ...snapshot(), openChannel: 'C1' }
  expect(describeNews(scene, { type: 'message', message: following('one\ntwo') })).toBe('Windlass: one\ntwo')
})

it('of an answer that grows nothing is said until it is whole', () => {
  const stream = { isGrowing: true, isStoppable: true, isStopped: false, tasks: [] }
  const [growing, whole] = [
    { ...following('An'), stream },
    { ...following('An image'), stream: { ...stream, isGrowing: false } },
  ]
  const scene = { ...snapshot({ messages: [growing] }), openChannel: 'C1' }
  expect(describeNews(scene, { type: 'message', message: growing })).toBeUndefined()
  expect(describeNews(scene, { type: 'changed', message: whole })).toBe('Windlass: An image')
})
