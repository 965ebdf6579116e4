import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { quickPace } from '../../src/playground/aws/pace.ts'
import type { Message } from '../../src/playground/slack/messages.ts'
import { awsWorld } from '../../src/playground/world/aws.ts'
import { system } from '../../src/system.ts'
import { click, nextAnswer, saysIn, submit, untilSays } from './change-stage.ts'
import { formOf, labelsOf, stored } from './invoke-stage.ts'
import { ask, channels, openStage, people, type Stage, tableIn } from './stage.ts'

const path = 'src/playground/world/policies/playground.cedar'
const pace = { ...quickPace, functionUpdateMs: 300, mappingMs: 300, provisioningMs: 300 }
const grace = people.grace.id
const inProduction = '--account production --region eu-central-1'

function openFunctionStage(): Promise<Stage> {
  return openStage({
    policies: [{ path, text: readFileSync(path, 'utf8') }],
    world: awsWorld(system.now(), pace),
  })
}

/** Asks for it in the name of the lead, confirms it, and gives the card at its end. */
async function done(stage: Stage, text: string, { label, typed, says }: Confirmed): Promise<Message> {
  const card = await ask(stage, text, { as: grace })
  await click(stage, card, { label, as: grace })
  if (typed !== undefined) expect((await submit(stage, grace, typed)).reply).toEqual({ ok: true })
  return untilSays(stage, card, says)
}

type Confirmed = { readonly label: RegExp; readonly typed?: string; readonly says: RegExp }

/** What Lambda was asked to change, in order. */
function changesAt({ aws }: Stage): string[] {
  return aws
    .trail()
    .filter(
      ({ readOnly, errorCode, eventSource }) => !readOnly && errorCode === undefined && /lambda/.test(eventSource),
    )
    .map(({ eventName }) => eventName)
}

describe('every command that changes a function', () => {
  const lines: Readonly<Record<string, string>> = {
    configure: `order-intake ${inProduction} --memory 1024`,
    concurrency: 'photo-resize --reserved 5',
    publish: 'echo',
    env: `order-intake ${inProduction} --remove PAYMENT_TOKEN`,
    disable: 'stock-sync',
    enable: 'ledger-write',
    alias: `order-intake ${inProduction} --alias live --version 43`,
    rollback: `order-intake ${inProduction} --alias live`,
  }
  const changing = commands.flatMap(({ words: [product, verb = ''], ...command }) =>
    product === 'lambda' && command.kind === 'change' && command.answer === undefined
      ? [{ verb, line: lines[verb] ?? '', aws: command.aws }]
      : [],
  )

  it.each(changing)(
    '$verb asks AWS for what it declared, and nothing else',
    async ({ verb, line, aws }) => {
      const stage = await openFunctionStage()
      stage.aws.allowOnly([...aws.read, ...aws.change])
      const card = await ask(stage, `/lambda ${verb} ${line}`, { as: grace })
      await click(stage, card, { label: labelsOf(card)[0] ?? '', as: grace })
      if (/in production/.test(card.text) && verb !== 'rollback')
        expect((await submit(stage, grace, line.split(' ')[0] ?? '')).reply).toEqual({ ok: true })
      await untilSays(stage, card, /^(?:Chang|Configur|Publish|Disabl|Enabl|Mov|Roll)ed/)
      expect(stage.aws.calls.filter(({ isUndeclared }) => isUndeclared)).toEqual([])
      const asked = stage.aws.calls.map(({ service, action }) => `${service}:${action}`)
      expect(aws.change.some((action) => asked.includes(action))).toBe(true)
    },
    30_000,
  )
})

describe('a function', () => {
  it('is configured, and that is taken back', async () => {
    const stage = await openFunctionStage()
    const asked = await ask(stage, '/lambda configure photo-resize --memory 1024 --timeout 20s', { as: grace })
    expect(saysIn(asked)).toContain('memory from 512 MB to 1 GB, timeout from 30 s to 20 s')
    expect(saysIn(asked)).toContain('Not rehearsed: Lambda has no dry run for this.')
    expect(changesAt(stage)).toEqual([])
    await click(stage, asked, { label: /^Configure/, as: grace })
    expect((await submit(stage, grace, 'photo-resize')).reply).toEqual({ ok: true })
    const ended = await untilSays(stage, asked, /^(?:Configured|Changed|Reconfigured)/)
    const undo = await nextAnswer(stage, { as: grace }, () => click(stage, ended, { label: /^Undo/, as: grace }))
    expect(saysIn(undo)).toContain('memory from 1 GB to 512 MB')
    expect(changesAt(stage).map((name) => name.replace(/\d.*$/, ''))).toEqual(['UpdateFunctionConfiguration'])
  }, 30_000)

  it('gets a secret that nobody sees, and loses it again', async () => {
    const stage = await openFunctionStage()
    const secret = 'hunter2-in-the-open'
    const form = await formOf(stage, grace, () =>
      stage.slack.act.send({ as: grace, channel: channels.ops, text: `/lambda env order-intake ${inProduction}` }),
    )
    if (form === undefined) throw new Error('no form')
    expect(JSON.stringify(form)).not.toContain('tok-7f3a91c2e4')
    const card = await nextAnswer(stage, { as: grace }, async () => {
      const values = { 'value.PAYMENT_TOKEN': { windlass_secret: secret } }
      expect(await stage.slack.act.submit({ as: grace, viewId: form.viewId, values })).toEqual({ ok: true })
    })
    expect(card.text).toMatch(/^Change the environment of order-intake in production/)
    expect(saysIn(card)).toContain('sets PAYMENT_TOKEN')
    await click(stage, card, { label: /^Change/, as: grace })
    expect((await submit(stage, grace, 'order-intake')).reply).toEqual({ ok: true })
    const ended = await untilSays(stage, card, /^Changed/)
    expect(variablesOf(stage)['PAYMENT_TOKEN']).toBe(secret)

    const undo = await nextAnswer(stage, { as: grace }, () => click(stage, ended, { label: /^Undo/, as: grace }))
    await click(stage, undo, { label: /^Change/, as: grace })
    expect((await submit(stage, grace, 'order-intake')).reply).toEqual({ ok: true })
    await untilSays(stage, undo, /^Changed/)
    expect(variablesOf(stage)['PAYMENT_TOKEN']).toBe('tok-7f3a91c2e4')
    for (const kept of [stored(stage), stage.logged.join('\n'), saysIn(ended), saysIn(undo)]) {
      expect(kept).not.toContain(secret)
      expect(kept).not.toContain('tok-7f3a91c2e4')
    }
  }, 30_000)

  it('is published once, and not again where nothing changed', async () => {
    const stage = await openFunctionStage()
    const publish = { label: /^Publish/, says: /^(?:Published|Nothing to publish)/ }
    const first = await done(stage, '/lambda publish echo', publish)
    expect(saysIn(first)).toMatch(/^Published a version of echo[^]+: version \d+/)
    const second = await done(stage, '/lambda publish echo', publish)
    expect(second.text).toMatch(/^Nothing to publish in staging/)
    expect(saysIn(second)).toMatch(/AWS published none: nothing changed since version \d+\./)
  }, 30_000)

  it('is not changed by who may not', async () => {
    const stage = await openFunctionStage()
    const refused = await ask(stage, `/lambda configure order-intake ${inProduction} --memory 1024`)
    expect(refused.text).toMatch(/^You may not configure order-intake.*Changes to production are for leads/)
    const viewer = await ask(stage, '/lambda publish echo', { as: people.lin.id })
    expect(viewer.text).toMatch(/^You may not run \/lambda publish/)
    expect(changesAt(stage)).toEqual([])
  })
})

describe('a canary', () => {
  it('that goes bad is rolled back in two clicks', async () => {
    const stage = await openFunctionStage()
    // So much is called that the first look tells.
    const called = intakeIn(stage)
    Object.assign(called, { traffic: { ...called.traffic, load: { perMinute: 120 } } })
    const text = `/lambda alias order-intake ${inProduction} --alias live --version 43 --weight 90`
    const card = await ask(stage, text, { as: grace })
    expect(saysIn(card)).toContain('90 % of calls to 43')
    await click(stage, card, { label: /^(?:Move|Shift)/, as: grace })
    expect((await submit(stage, grace, 'order-intake')).reply).toEqual({ ok: true })
    const failing = await stage.slack.until(() => {
      const shown = stage.slack.messagesSeenBy(grace, channels.ops).find(({ ts }) => ts === card.ts)
      return shown !== undefined && /43 fails \d+ of/.test(saysIn(shown)) ? shown : undefined
    })
    expect(tableIn(failing)[0]).toEqual(['Version', 'Calls', 'Errors', 'Rate', 'p95'])
    expect(labelsOf(failing)[0]).toBe('Roll back')

    const rollback = await nextAnswer(stage, { as: grace }, () =>
      click(stage, failing, { label: 'Roll back', as: grace }),
    )
    await click(stage, rollback, { label: /^Roll back/, as: grace })
    await untilSays(stage, rollback, /^Rolled back/)
    const show = await ask(stage, `/lambda show order-intake ${inProduction}`, { as: grace })
    expect(Object.fromEntries(tableIn(show))['Alias live']).toBe('version 42')
    // The canary's own card ends by that.
    const over = await untilSays(stage, card, /did not stay/)
    expect(saysIn(over)).toContain('it was rolled back: live sends all calls to 42 now.')
    expect(tableIn(over)[2]?.[0]).toBe('43')
  }, 120_000)

  it('that is sent on to all calls has come where it was to', async () => {
    const stage = await openFunctionStage()
    const text = `/lambda alias order-intake ${inProduction} --alias live --version 43 --weight 10`
    const card = await ask(stage, text, { as: grace })
    await click(stage, card, { label: /^Move/, as: grace })
    expect((await submit(stage, grace, 'order-intake')).reply).toEqual({ ok: true })
    const moving = await stage.slack.until(() =>
      stage.slack
        .messagesSeenBy(grace, channels.ops)
        .find((each) => each.ts === card.ts && labelsOf(each).includes('Send all to 43')),
    )
    const on = await nextAnswer(stage, { as: grace }, () =>
      click(stage, moving, { label: 'Send all to 43', as: grace }),
    )
    await click(stage, on, { label: /^Move/, as: grace })
    expect((await submit(stage, grace, 'order-intake')).reply).toEqual({ ok: true })
    const ended = await untilSays(stage, moving, /^Moved an alias of order-intake in production/)
    expect(saysIn(ended)).toContain('all calls go to 43, after')
    expect(saysIn(ended)).not.toContain('did not stay')
  }, 60_000)

  it('without trouble goes on to all calls, and that can be rolled back too', async () => {
    const stage = await openFunctionStage()
    const moved = await done(stage, `/lambda alias order-intake ${inProduction} --alias live --version 43`, {
      label: /^(?:Move|Shift)/,
      typed: 'order-intake',
      says: /^(?:Moved|Shifted)/,
    })
    const rollback = await nextAnswer(stage, { as: grace }, () =>
      click(stage, moved, { label: /^Roll back to 42/, as: grace }),
    )
    await click(stage, rollback, { label: /^Roll back/, as: grace })
    await untilSays(stage, rollback, /^Rolled back/)
  }, 30_000)
})

function variablesOf(stage: Stage): Record<string, string> {
  return intakeIn(stage).latest.configuration.Environment?.Variables ?? {}
}

function intakeIn({ aws }: Stage) {
  const places = aws.world.accounts.flatMap((account) => [...account.places.values()])
  const functions = places.flatMap((place) => place.functions)
  const found = functions.find(({ arn }) => arn.endsWith('eu-central-1:111122223333:function:order-intake'))
  if (found === undefined) throw new Error('there is no order-intake')
  return found
}
