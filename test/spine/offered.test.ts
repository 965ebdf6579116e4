import { expect, it } from 'vitest'
import { type Action, type Choice, choicesOf, type View } from '../../src/core/view.ts'
import { askingOf } from '../../src/spine/asking.ts'
import { withinRights } from '../../src/spine/offered.ts'
import { aProduct } from '../fixtures/spine.ts'
import { aDelivery, ada, noon } from '../fixtures/values.ts'
import { aYard } from './changing.ts'
import { fleet } from './changing-account.ts'

const choice = (words: string): Choice => ({
  verb: words,
  label: words,
  does: { kind: 'run', words: words.split(' ') },
})
const button = (words: string): Action => ({ kind: 'button', ...choice(words) })
const select = (...all: string[]): Action => ({
  kind: 'select',
  verb: 'which',
  placeholder: 'Which?',
  choices: all.map(choice),
})

function offered(actions: readonly Action[], ...groups: string[]) {
  const asking = askingOf({ ...ada, groups }, { channel: 'C0OPS', surface: 'slash' }, { now: noon })
  const view: View = { lead: ['Look.'], parts: [], actions }
  return withinRights(view, asking, aProduct())
    .actions.flatMap(choicesOf)
    .map(({ label }) => label)
}

it('an answer offers nothing that the person may do nowhere', () => {
  const actions = [button('ec2 list'), button('windlass pause'), button('ec2 stop web-1'), button('windlass audit')]
  expect(offered(actions)).toEqual(['ec2 list'])
  expect(offered(actions, 'changers')).toEqual(['ec2 list', 'windlass pause', 'ec2 stop web-1', 'windlass audit'])
  expect(offered(actions, 'auditors')).toEqual(['ec2 list', 'windlass audit'])
})

it('a select offers what is left of it, or is gone', () => {
  expect(offered([select('ec2 show web-1', 'ec2 terminate web-1')])).toEqual(['ec2 show web-1'])
  expect(offered([select('ec2 stop web-1', 'ec2 terminate web-1')])).toEqual([])
})

it('a change is looked at without the buttons of others, and its card keeps them', async () => {
  const yard = await aYard({ instances: fleet(2) })
  const change = await yard.propose('ec2 stop web-*')
  await yard.press(change, 'confirm')
  const labels = () =>
    yard.outbox.written
      .at(-1)
      ?.view?.actions.flatMap(choicesOf)
      .map(({ label }) => label)
  expect(labels()).toContain('Pause what is left')
  yard.slack.groups.set(ada.id, [])
  await yard.give(aDelivery(`windlass changes ${change.id}`))
  expect(labels()).toEqual(['All changes'])
})
