import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../src/playground/aws/iam/policy.ts'
import { answers, ask, channels, directs, openStage, people, type Stage, setStage } from './stage.ts'

const otherTrust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:user/somebody-else' }, Action: 'sts:AssumeRole' },
  ],
}

const send = ({ slack }: Stage, text: string, channel = channels.ops) =>
  slack.act.send({ as: people.ada.id, channel, text })
const untilAnswers = (stage: Stage, count: number, channel = channels.ops) =>
  stage.slack.until(() => {
    const all = answers(stage, { channel })
    return all.length >= count && all.every(({ text }) => text !== 'Working…') ? all : undefined
  })

describe('exactly one visible answer', () => {
  it('to deliveries that come twice and out of order', async () => {
    const stage = await openStage()
    stage.slack.act.fault({ kind: 'duplicate', on: true })
    stage.slack.act.fault({ kind: 'out-of-order', on: true, delayMs: 50 })
    await Promise.all([
      send(stage, '/ec2 list'),
      send(stage, '@windlass ec2 help'),
      send(stage, 'ec2 show bastion', directs.ada),
    ])
    await untilAnswers(stage, 2)
    await untilAnswers(stage, 1, directs.ada)
    await ask(stage, '/windlass whoami')
    expect(answers(stage)).toHaveLength(3)
    expect(answers(stage, { channel: directs.ada })).toHaveLength(1)
  })

  it('where Slack limits the answer and fails', async () => {
    const stage = await openStage()
    await ask(stage, '/windlass whoami')
    stage.slack.act.fault({ kind: 'rate-limit', count: 2, retryAfterSeconds: 1 })
    await ask(stage, '/ec2 list')
    stage.slack.act.fault({ kind: 'server-error', count: 2 })
    await ask(stage, '@windlass ec2 list')
    stage.slack.act.fault({ kind: 'server-error', count: 2 })
    await ask(stage, 'ec2 list', { channel: directs.ada })
    expect(answers(stage)).toHaveLength(3)
    expect(answers(stage, { channel: directs.ada })).toHaveLength(1)
  }, 30_000)

  it('while a socket is refreshed', async () => {
    const stage = await openStage()
    for (let round = 0; round < 10; round++) {
      if (round === 3) stage.slack.act.fault({ kind: 'refresh-socket' })
      expect(await send(stage, '/windlass whoami')).toEqual({ ok: true })
    }
    expect(await untilAnswers(stage, 10)).toHaveLength(10)
  })

  it('after an outage of Slack', async () => {
    const stage = await openStage()
    await ask(stage, '/windlass whoami')
    const slow = stage.aws.faults.add({ where: { service: 'ec2' }, fault: { kind: 'slow', ms: 500 } })
    const sent = send(stage, '/ec2 list')
    await stage.slack.until(() => stage.slack.wire().filter(({ title }) => title.startsWith('ack'))[1])
    stage.slack.act.fault({ kind: 'outage', seconds: 3 })
    await sent
    slow()
    expect(await untilAnswers(stage, 2)).toHaveLength(2)
  }, 30_000)

  it('after a stop between the delivery and the answer', async () => {
    const stage = await setStage()
    const first = await stage.start()
    const unhang = stage.aws.faults.add({ fault: { kind: 'hang' } })
    await send(stage, '/ec2 list')
    await stage.slack.until(() => stage.slack.wire().find(({ title }) => title.startsWith('ack')))
    const stopped = first.stop()
    unhang()
    await stopped
    await stage.start()
    const [answer, ...others] = await untilAnswers(stage, 1)
    expect(answer?.text).toMatch(/instances|Nothing could be read/)
    expect(others).toEqual([])
  })
})

describe('a place that fails is named, with the rest shown', () => {
  it('when a Region hangs', async () => {
    const stage = await openStage()
    stage.aws.faults.add({ where: { region: 'ap-southeast-2' }, fault: { kind: 'hang' } })
    const list = await ask(stage, '/ec2 list')
    expect(list.text).toMatch(/as far as 6 of 7 places answered/)
    expect(JSON.stringify(list.blocks)).toMatch(/sandbox.{0,20}ap-southeast-2[^"]*8 s/)
  }, 20_000)

  it.each([
    ['throttles for ever', { kind: 'throttle' }],
    ['answers with a page of HTML', { kind: 'html' }],
    ['answers in another format', { kind: 'other-format' }],
    ['cuts the connection', { kind: 'cut' }],
    ['resets the connection', { kind: 'refuse' }],
    ['fails inside', { kind: 'internal-error' }],
  ] as const)('when AWS %s', async (_, fault) => {
    const stage = await openStage()
    stage.aws.faults.add({ where: { service: 'ec2', account: '777788889999', region: 'eu-west-1' }, fault })
    const list = await ask(stage, '/ec2 list')
    expect(list.text).toMatch(/as far as 6 of 7 places answered/)
    expect(JSON.stringify(list.blocks)).toMatch(/Missing:.{0,120}sandbox/)
    expect(JSON.stringify(list.blocks)).not.toMatch(/SyntaxError|arn:aws|<html|XML/)
  })

  it('when an account does not trust Windlass any more', async () => {
    const stage = await openStage()
    const sandbox = stage.aws.world.accounts.find(({ name }) => name === 'sandbox')
    for (const role of sandbox?.roles ?? []) role.trust = parsePolicy(otherTrust)
    const list = await ask(stage, '/ec2 list')
    expect(list.text).toMatch(/as far as 5 of 7 places answered/)
    expect(JSON.stringify(list.blocks)).toContain('could not assume the role WindlassRead of sandbox')
  })
})

describe('text of every kind', () => {
  it.each([
    ['10 kB', 'x'.repeat(10_000)],
    ['right to left', 'ec2 show ‮שלום'],
    ['null bytes', 'ec2 sh\u0000ow bast\u0000ion'],
    ['smart quotes', 'ec2 show “bastion”'],
    ['a broadcast', 'ec2 show <!channel>'],
    ['a mention', 'ec2 show <@U0LIN>'],
    ['markup', 'ec2 show spike-<b>*web*_1_</b>'],
    ['an open quote', 'ec2 show "bastion'],
    ['nothing but signs', '*_~`>&<'],
    ['emoji', 'ec2 show 🚀:rocket:'],
    ['line breaks', 'ec2\nlist\n--state\nrunning'],
  ])('%s is answered and pings nobody', async (_, words) => {
    const stage = await openStage()
    const slash = await ask(stage, `/ec2 ${words.replace(/^ec2\s*/, '')}`)
    const direct = await ask(stage, words, { channel: directs.ada })
    for (const answer of [slash, direct]) {
      expect(answer.notifies).toEqual([])
      expect(answer.text).not.toMatch(/<!|<@/)
      expect(answer.text).not.toContain('fault of its own')
    }
  })
})
