import { describe, expect, test } from 'vitest'
import { addressOf, cardOf, said, textsSeen } from './outbox-stage.ts'
import { channels, directs, people, type Stage, viewOf } from './stage.ts'

const { ada } = people

const card = cardOf('Stop web-1?')

describe('a card that moves on faster than Slack takes edits', () => {
  /** Cards with the first edit already on its way, held until it is let go; `take` is what Slack makes of an edit. */
  async function underWay(take: typeof fetch = fetch) {
    const sent: string[] = []
    const held = Promise.withResolvers<void>()
    const send: typeof fetch = async (url, init) => {
      if (!addressOf(url).endsWith('chat.update')) return fetch(url, init)
      sent.push(/[?&]text=([^&]*)/.exec(`&${JSON.stringify(init?.body)}`)?.[1] ?? '')
      await held.promise
      return take(url, init)
    }
    const { outbox, ...stage } = await said('/ec2 stop web-1', channels.ops, { send })
    const [one, two] = [await outbox.tellPerson(ada.id, card, 'C7'), await outbox.tellPerson(ada.id, card, 'C8')]
    const show = (lead: string, at = one, isPassing = false) =>
      outbox.updateCard(at, { view: viewOf(lead), recordId: 'C7', isPassing })
    const first = show('Stopping')
    await expect.poll(() => sent).toEqual(['Stopping'])
    return { ...stage, sent, show, first, two, release: held.resolve, from: stage.clock.system.now() }
  }
  const states = Array.from({ length: 10 }, (_, index) => `${index}of9`)
  const shownOn = (stage: Pick<Stage, 'slack'>) => textsSeen(stage, ada.id, directs.ada)[0]
  const failingOnce = (failure: () => Response): typeof fetch => {
    let failures = 0
    return async (url, init) => ((failures += 1) === 1 ? failure() : fetch(url, init))
  }

  test('is edited once for ten states that come while an edit is on its way, after that edit', async () => {
    const { show, sent, first, two, release, ...stage } = await underWay()
    const all = [first, ...states.map((state) => show(state))]
    const other = show('Other', two)
    await expect.poll(() => sent).toEqual(['Stopping', 'Other'])
    release()
    expect(new Set(await Promise.all([...all, other]))).toEqual(new Set([true]))
    expect(sent).toEqual(['Stopping', 'Other', '9of9'])
    expect(shownOn(stage)).toBe('9of9')
  })

  test('shows the newest state where an older one has to be tried again', async () => {
    const stage = await underWay(failingOnce(() => new Response(null, { status: 503 })))
    const newer = stage.show('Stopped')
    stage.release()
    expect(await Promise.all([stage.first, newer])).toEqual([true, true])
    expect(stage.sent).toEqual(['Stopping', 'Stopped'])
    expect(shownOn(stage)).toBe('Stopped')
  })

  test('has patience of its own for a newer state, and the older one ends as that does', async () => {
    const { show, first, release, from, clock, slack } = await underWay()
    const newer = show('Stopped')
    slack.act.fault({ kind: 'outage', seconds: 150 })
    release()
    expect(await Promise.all([first, newer])).toEqual([true, true])
    expect(clock.system.now() - from).toBeGreaterThan(120_000)
  })

  test('is edited again after a refusal, of which only the caller learns whose state was refused', async () => {
    const stage = await underWay(failingOnce(() => Response.json({ ok: false, error: 'invalid_auth' })))
    const outcomes = Promise.allSettled([stage.first, ...states.map((state) => stage.show(state))])
    stage.release()
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', ...states.map(() => 'fulfilled')])
    expect(shownOn(stage)).toBe('9of9')
  })

  test('is edited twenty times at once and then every 2 s, whichever card it is; what is skipped does not count', async () => {
    const { show, first, two, release, from, clock } = await underWay()
    const skipped = states.flatMap((state) => states.map(() => show(state)))
    release()
    await Promise.all([first, ...skipped])
    for (const state of [...states, ...states.slice(2)]) await show(state, two)
    expect(clock.system.now() - from).toBe(0)
    await show('Stopped')
    await show('Stopped', two)
    expect(clock.system.now() - from).toBe(4_000)
  })

  test('leaves passing states out while fewer than ten edits are left, and never waits for them', async () => {
    const { show, first, two, sent, release, from, clock } = await underWay()
    release()
    await first
    const pass = (lead: string) => show(lead, two, true)
    for (const state of states.slice(1)) await pass(state)
    expect(sent.slice(1)).toEqual(states.slice(1))
    expect(await pass('left out')).toBe(true)
    for (const state of states) await show(state, two)
    expect(sent.slice(10)).toEqual(states)
    expect(clock.system.now() - from).toBe(0)
  })
})
