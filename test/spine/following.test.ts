import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Delivery } from '../../src/core/delivery.ts'
import { UserError } from '../../src/core/errors.ts'
import { bulletsOf, codeOf, noteText, paragraphsOf, pressable } from '../fixtures/run-command.ts'
import { aDelivery, noon } from '../fixtures/values.ts'
import { type FollowStage, openFollowStage } from './following-stage.ts'

let stage: FollowStage
beforeEach(async () => {
  stage = await openFollowStage()
})
afterEach(() => stage.close())

const words = '/lambda logs order-intake --follow'
const second = 1_000
const minute = 60 * second

describe('a log that is followed', () => {
  it('stands in one message, which has what is written meanwhile, and ends after five minutes', async () => {
    const delivery = await stage.say(words)
    expect(stage.written()).toEqual(['followed Following order-intake: nothing was written yet.'])
    await stage.pass(4 * second)
    stage.write('first', noon + 5 * second)
    await stage.pass(6 * second)
    expect(codeOf(stage.shown())).toBe('12:00:05 first')
    expect(noteText(stage.shown())).toContain('Still following, ')
    stage.write('second', noon + 20 * second)
    await stage.pass(20 * second)
    expect(codeOf(stage.shown())).toBe('12:00:05 first\n12:00:20 second')
    expect(await stage.isAnswered(delivery)).toBe(false)
    await stage.pass(5 * minute)
    expect(await stage.isAnswered(delivery)).toBe(true)
    const [answer] = stage.answers()
    expect(answer?.text).toBe('order-intake, followed for 5 min: 2 lines of no call')
    expect(answer?.replaces).toBe('1.0')
    expect(paragraphsOf(stage.shown())).toEqual(['Its 5 minutes are over.'])
    expect(pressable(stage.shown())).toEqual({
      'Follow again': 'lambda logs order-intake --account production --region eu-central-1 --follow',
      Logs: 'lambda logs order-intake --account production --region eu-central-1 --since 6m',
      Show: 'lambda show order-intake --account production --region eu-central-1',
    })
    expect(stage.written().filter((each) => each.startsWith('followed'))).toHaveLength(1)
  })

  it('asks AWS every three seconds at most, and edits only what has changed, or once in thirty', async () => {
    await stage.say(words)
    await stage.pass(minute)
    expect(stage.asked.length).toBeGreaterThanOrEqual(15)
    expect(stage.asked.length).toBeLessThanOrEqual(21)
    const times = stage.asked.map(({ stretch }) => stretch.until)
    expect(times.slice(1).every((time, index) => time - (times[index] ?? 0) >= 3 * second)).toBe(true)
    expect(stage.edits()).toBeLessThanOrEqual(2)
    expect(stage.edits()).toBeGreaterThanOrEqual(1)
  })

  it('shows once what is read twice, and what comes late where it belongs', async () => {
    await stage.say(words)
    stage.write('later', noon + 10 * second)
    await stage.pass(15 * second)
    stage.write('earlier, and written down late', noon + 8 * second)
    await stage.pass(5 * second)
    expect(codeOf(stage.shown())).toBe('12:00:08 earlier, and written down late\n12:00:10 later')
  })

  it('begins where --since says, with lines that fit --filter', async () => {
    stage.write('before', noon - 2 * minute)
    await stage.say(`${words} --since 1h --filter ERROR`)
    expect(stage.asked[0]).toMatchObject({ pattern: 'ERROR', stretch: { from: noon - 60 * minute, until: noon } })
    expect(codeOf(stage.shown())).toBe('11:58:00 before')
  })

  it('says how much does not fit', async () => {
    for (let index = 0; index < 200; index += 1) stage.write(`${index} ${'x'.repeat(80)}`, noon - 1_000 + index)
    await stage.say(`${words} --since 5m`)
    const shown = codeOf(stage.shown()) ?? ''
    expect(shown).toMatch(/^11:59:59 1\d\d x+\n/)
    expect(noteText(stage.shown())).toContain(`And ${200 - shown.split('\n').length} earlier lines.`)
  })
})

describe('it ends', () => {
  it('when its button is pressed, without another answer to that', async () => {
    const delivery = await stage.say(words)
    const click = await stage.press('stop', { isOnCard: true })
    await stage.pass(5 * second)
    expect(paragraphsOf(stage.shown())).toEqual(['You stopped it.'])
    expect(stage.answers()).toHaveLength(1)
    expect([await stage.isAnswered(delivery), await stage.isAnswered(click)]).toEqual([true, true])
    const { length } = stage.asked
    await stage.pass(minute)
    expect(stage.asked).toHaveLength(length)
  })

  it('when that is typed, which is answered; also where nothing is followed', async () => {
    await stage.say(words)
    await stage.say('/lambda logs order-intake --stop')
    await stage.pass(5 * second)
    expect(stage.answers().map(({ text }) => text)).toEqual([
      'order-intake, followed for 0 s: nothing was written.',
      'You follow order-intake no longer.',
    ])
    await stage.say('/lambda logs order-intake --stop')
    await stage.pass(second)
    expect(stage.answers().at(-1)?.text).toBe('You do not follow order-intake.')
  })

  it('but for nobody else', async () => {
    const delivery = await stage.say(words)
    await stage.say('/lambda logs order-intake --stop', { user: 'U0GRACE' })
    await stage.pass(20 * second)
    expect(await stage.isAnswered(delivery)).toBe(false)
  })

  it('within a minute where the right is gone, and shows nothing of it any more', async () => {
    await stage.say(words)
    stage.write('secret', noon + second)
    await stage.pass(10 * second)
    expect(codeOf(stage.shown())).toContain('secret')
    stage.groups = []
    stage.write('another secret', noon + 61 * second)
    await stage.pass(65 * second)
    const [answer] = stage.answers()
    expect(answer).toMatchObject({ replaces: '1.0', text: expect.stringContaining('You may not run /lambda logs.') })
    expect(JSON.stringify(answer?.view)).not.toContain('secret')
    expect(JSON.stringify(stage.views())).not.toContain('another secret')
  })

  it('also where only its account is none of theirs any more', async () => {
    await stage.close()
    const sensitive = 'principal in Group::"auditors", action in Action::"sensitive", resource'
    const sandbox = 'principal, action in Action::"sensitive", resource in Account::"777788889999"'
    stage = await openFollowStage({
      policies: `@id("auditors") permit (${sensitive}); @id("sandbox") permit (${sandbox});`,
    })
    await stage.say(words)
    stage.write('secret', noon + second)
    await stage.pass(10 * second)
    stage.groups = []
    await stage.pass(minute)
    expect(stage.answers()).toMatchObject([{ text: 'You may not read in production, eu-central-1.' }])
    expect(JSON.stringify(stage.answers())).not.toContain('secret')
  })

  it('not where the right is not known for a while, but then nothing more is shown', async () => {
    await stage.say(words)
    stage.groups = new UserError('SlackUnavailable', 'Slack is not answering.')
    await stage.pass(minute)
    stage.write('meanwhile', noon + minute)
    await stage.pass(20 * second)
    expect(codeOf(stage.shown())).toBeUndefined()
    stage.groups = ['auditors']
    await stage.pass(5 * second)
    expect(codeOf(stage.shown())).toBe('12:01:00 meanwhile')
  })

  it('with what AWS refuses; what it takes too much for is waited out', async () => {
    await stage.say(words)
    stage.trouble = new UserError('ThrottlingException', 'CloudWatch Logs takes no more requests at the moment.')
    await stage.pass(20 * second)
    expect(noteText(stage.shown())).toContain('gives no answer at the moment and is asked again')
    stage.trouble = undefined
    stage.write('after', noon + 25 * second)
    await stage.pass(40 * second)
    expect(codeOf(stage.shown())).toBe('12:00:25 after')
    expect(noteText(stage.shown())).not.toContain('asked again')
    stage.trouble = new UserError('AccessDeniedException', 'The role may not do logs:FilterLogEvents.')
    await stage.pass(5 * second)
    expect(paragraphsOf(stage.shown())).toEqual(['The role may not do logs:FilterLogEvents.'])
    expect(codeOf(stage.shown())).toBe('12:00:25 after')
  })
})

it('is not begun where AWS refuses at once', async () => {
  stage.trouble = new UserError('AccessDeniedException', 'The role may not do logs:FilterLogEvents.')
  await stage.say(words)
  expect(stage.written()).toEqual(['answer The role may not do logs:FilterLogEvents.'])
  stage.trouble = undefined
  await stage.say(words)
  expect(stage.written().at(-1)).toMatch(/^followed/)
})

describe('at once there are', () => {
  const stopping = (name: string) => `lambda logs ${name} --account production --region eu-central-1`

  it('two of a person of one log', async () => {
    await stage.say(words)
    await stage.say(words)
    await stage.say(words)
    expect(stage.answers().map(({ text }) => text)).toEqual(['You follow order-intake twice already. Stop that first.'])
    expect(pressable(stage.shown())).toEqual({ 'Stop order-intake': `${stopping('order-intake')} --stop` })
  })

  it('two of a person, each with a button that stops it', async () => {
    await stage.say(words)
    await stage.say('/lambda logs refund-order --follow')
    await stage.say(words)
    const [answer] = stage.answers()
    expect(answer?.text).toBe('You follow order-intake and refund-order already. Stop one of them first.')
    expect(pressable(stage.shown())).toEqual({
      'Stop order-intake': `${stopping('order-intake')} --stop`,
      'Stop refund-order': `${stopping('refund-order')} --stop`,
    })
  })

  it('ten in all', async () => {
    for (let index = 0; index < 10; index += 1)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await stage.say(words, { user: `U0P${index}` })
    expect(stage.answers()).toEqual([])
    await stage.say(words)
    expect(stage.answers().map(({ text }) => text)).toEqual([
      '10 logs are being followed, no more at once. Try again in some minutes.',
    ])
  })
})

describe('after a restart', () => {
  let delivery: Delivery
  beforeEach(async () => {
    delivery = await stage.say(words)
    stage.write('before', noon + 5 * second)
    await stage.pass(10 * second)
  })

  it('it goes on in the same message, for what is left', async () => {
    await stage.kill()
    stage.write('meanwhile', noon + 30 * second)
    await stage.pass(minute)
    expect(stage.answers()).toEqual([])
    await stage.restart()
    expect(codeOf(stage.shown())).toBe('12:00:05 before\n12:00:30 meanwhile')
    expect(stage.lastPlace()).toBe('1.0')
    expect(await stage.isAnswered(delivery)).toBe(false)
    await stage.pass(4 * minute)
    expect(stage.answers().map(({ replaces }) => replaces)).toEqual(['1.0'])
    expect(await stage.isAnswered(delivery)).toBe(true)
  })

  it('it ends with a sentence where its time is over', async () => {
    await stage.kill()
    await stage.pass(6 * minute)
    await stage.restart()
    await stage.pass(second)
    expect(paragraphsOf(stage.shown())).toEqual(['Windlass was interrupted meanwhile, and its 5 minutes are over.'])
    expect(stage.answers()).toMatchObject([{ replaces: '1.0' }])
  })

  it('it ends where it was stopped before the kill', async () => {
    const click = aDelivery('', {
      surface: 'click',
      isOnCard: true,
      receivedAt: stage.now(),
      asks: { kind: 'offer', value: stage.offer('stop') },
    })
    await stage.receive(click)
    await stage.kill()
    await stage.restart()
    await stage.pass(5 * second)
    expect(paragraphsOf(stage.shown())).toEqual(['You stopped it.'])
    expect([await stage.isAnswered(delivery), await stage.isAnswered(click)]).toEqual([true, true])
  })

  it('it is not taken up a second time while it goes on', async () => {
    await stage.restart({ isKilled: false })
    await stage.pass(10 * second)
    expect(stage.written().filter((each) => each.startsWith('followed'))).toHaveLength(1)
    expect(bulletsOf(stage.shown())).toEqual([])
  })
})
