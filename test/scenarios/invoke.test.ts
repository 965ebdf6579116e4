import { describe, expect, it } from 'vitest'
import { click, nextAnswer, openChangeStage, saysIn } from './change-stage.ts'
import { askForForm, confirmed, fill, formOf, labelsOf, mia, resultIn, sent } from './invoke-stage.ts'
import { answers, ask, channels, people, press, tableIn } from './stage.ts'

const grace = people.grace.id
const refund = { order: 'O-1', amount: '24', reason: 'late' }

describe('an operator calls a function of staging', () => {
  it('with JSON, and is the only one who sees what it answered, once', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke echo {"order": 42}')
    expect(answer.text).toMatch(/^✓ echo answered in .*, staging, eu-central-1$/)
    expect(resultIn(answer)).toEqual({ order: 42 })
    expect(answer.visibleTo).toBe(people.ada.id)
    expect(answers(stage, { as: grace })).toEqual([])
    expect([stage.aws.runs('echo'), sent(stage, 'echo')]).toEqual([1, 1])
  })

  it('again with its button, in the same message', async () => {
    const stage = await openChangeStage()
    const first = await ask(stage, '/lambda invoke echo {"order": 42}')
    const again = await press(stage, first, 'Invoke again')
    expect(again.text).toMatch(/^✓ echo answered/)
    expect(again.ts).toBe(first.ts)
    expect(stage.aws.runs('echo')).toBe(2)
  })

  it('with changes, in the form that has what it was called with', async () => {
    const stage = await openChangeStage()
    const first = await ask(stage, '/lambda invoke echo {"order": 42}')
    const { viewId, blocks } = await formOf(stage, people.ada.id, () => click(stage, first, { label: 'With changes…' }))
    expect(JSON.stringify(blocks)).toContain('"initial_value":"{\\n  \\"order\\": 42\\n}"')
    expect(stage.aws.runs('echo')).toBe(1)
    const filled = { as: people.ada.id, viewId, fields: { payload: '{"order": 43,}' } }
    expect(await fill(stage, filled)).toEqual({
      ok: false,
      blockErrors: { payload: expect.stringMatching(/^This is not JSON at line 1, column 14: The comma/) },
    })
    const second = await nextAnswer(stage, {}, () => fill(stage, { ...filled, fields: { payload: '{"order": 43}' } }))
    expect(resultIn(second)).toEqual({ order: 43 })
    expect(stage.aws.runs('echo')).toBe(2)
  })

  it('and shares what it answered, without another call', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke echo {"order": 42}')
    const shared = await press(stage, answer, 'Share here')
    expect(shared.text).toMatch(/^Shared in #ops\./)
    const [posted] = answers(stage, { as: grace })
    expect(posted).toMatchObject({ channel: channels.ops, text: expect.stringContaining('echo answered') })
    expect(posted?.visibleTo).toBeUndefined()
    expect(stage.aws.runs('echo')).toBe(1)
  })

  it('not in earnest with --dry-run', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke echo {} --dry-run')
    expect(answer.text).toMatch(/^You may invoke echo, and AWS would do it/)
    expect(stage.aws.trail().filter(({ eventName }) => eventName === 'Invoke')).toHaveLength(1)
    expect([stage.aws.runs('echo'), sent(stage, 'echo')]).toEqual([0, 0])
  })

  it('but not of an account without a change role', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke hackday-bot {}')
    expect(answer.text).toMatch(/^✕ hackday-bot did not run, sandbox/)
    expect(saysIn(answer)).toContain('sandbox is read-only')
    expect(labelsOf(answer)).not.toContain('Invoke again')
    const change = await ask(stage, '/lambda publish hackday-bot')
    expect(change.text).toMatch(/^Windlass cannot change anything in sandbox\. sandbox is read-only/)
    expect(saysIn(change)).not.toContain('Rehearsed')
    expect(stage.aws.runs('hackday-bot')).toBe(0)
  })

  it('and finds it among the changes and in the audit', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke echo {"order": 42}')
    const [id = ''] = saysIn(answer).match(/(?<=change `)\w+/) ?? []
    expect(tableIn(await ask(stage, '/windlass changes'))).toContainEqual(expect.arrayContaining(['invoke echo']))
    expect(saysIn(await ask(stage, `/windlass changes ${id}`))).toContain('order')
    const said = tableIn(await ask(stage, '/windlass audit')).map(([, , what = '', , outcome = '']) => [what, outcome])
    const word = '/lambda invoke echo {"order": 42}'
    const kinds = said.filter(([what]) => what === word).map(([, outcome = '']) => outcome.split(':')[0])
    expect(kinds).toEqual(['answered', 'ended', 'step-ended', 'step-begun', 'confirmed'])
  })
})

describe('somebody without AWS', () => {
  it('fills in the form of a tagged function of production, confirms by a button, and it runs once', async () => {
    const stage = await openChangeStage()
    const { viewId, blocks } = await askForForm(stage, '/lambda invoke refund-order', mia)
    expect(blocks.map(({ block_id }) => block_id)).toEqual([expect.anything(), 'order', 'amount', 'reason'])
    const tooMuch = await fill(stage, { as: mia, viewId, fields: { ...refund, amount: '501' } })
    expect(tooMuch).toMatchObject({ ok: false, blockErrors: { amount: expect.any(String) } })
    const card = await nextAnswer(stage, { as: mia }, () => fill(stage, { as: mia, viewId, fields: refund }))
    expect(card.text).toBe('Invoke refund-order in production, eu-central-1?')
    expect(card.visibleTo).toBe(mia)
    expect(saysIn(card)).toMatch(/"Order:".*"O-1".*"Amount:".*"24".*"Reason:".*"late"/)
    expect(stage.aws.runs('refund-order')).toBe(0)

    const done = await press(stage, card, 'Invoke refund-order')
    expect(done.text).toMatch(/^✓ refund-order answered/)
    expect(resultIn(done)).toMatchObject({ order: 'O-1', amount: 24, reason: 'late', booked: true })
    expect([stage.aws.runs('refund-order'), sent(stage, 'refund-order')]).toEqual([1, 1])
    const [call] = stage.aws
      .trail()
      .filter(({ eventName }) => eventName === 'Invoke')
      .slice(-1)
    expect(call?.userIdentity.sessionContext?.sourceIdentity).toBe('T0HARBOUR-U0MIA')
  })

  it('runs nothing where the confirmation is cancelled', async () => {
    const stage = await openChangeStage()
    const card = await ask(stage, '/lambda invoke refund-order {"order": "O-1", "amount": 9999}', { as: mia })
    expect(saysIn(card)).toMatch(/The form allows at most 500.*Amount/)
    expect((await press(stage, card, 'Cancel')).text).toMatch(/^Cancelled: invoke refund-order/)
    expect(stage.aws.runs('refund-order')).toBe(0)
  })

  it.each([
    [people.lin.id, 'echo', /^You may not run \/lambda invoke\..*group changers/],
    [mia, 'echo', /^You may not invoke echo\..*tag windlass:invoke.*group invokers/],
    [people.ada.id, 'refund-order', /^You may not invoke refund-order\..*Changes to production are for leads/],
  ])('%s may not call %s, is told why, and nothing runs', async (as, name, why) => {
    const stage = await openChangeStage()
    const refused = await ask(stage, `/lambda invoke ${name} {}`, { as })
    expect(refused.text).toMatch(why)
    expect(refused.visibleTo).toBe(as)
    expect(saysIn(refused)).toMatch(/Nothing was (sent to AWS|changed)/)
    expect(stage.aws.trail().filter(({ eventName }) => eventName === 'Invoke')).toEqual([])
  })

  it('learns beforehand whether it may', async () => {
    const stage = await openChangeStage()
    const yes = await ask(stage, '/windlass may lambda invoke refund-order', { as: mia })
    expect(yes.text).toBe('Yes, you may do /lambda invoke to refund-order.')
    expect(saysIn(yes)).toContain('invokers-call-what-is-tagged')
    const no = await ask(stage, '/windlass may lambda invoke echo', { as: mia })
    expect(no.text).toMatch(/^No, you may not/)
    expect(stage.slack.act.snapshot(mia).modal).toBeUndefined()
    expect(stage.aws.trail().filter(({ eventName }) => eventName === 'Invoke')).toEqual([])
  })
})

describe('a pause', () => {
  it('holds what is given after it, and what waits for its confirmation', async () => {
    const stage = await openChangeStage()
    const card = await ask(stage, '/lambda invoke refund-order {"order": "O-1"}', { as: mia })
    await ask(stage, '/windlass pause --reason "an incident"', { as: grace })
    expect((await ask(stage, '/lambda invoke echo {}')).text).toMatch(/^Changes are paused by .*an incident/)
    expect((await press(stage, card, 'Invoke refund-order')).text).toMatch(/^Changes are paused by/)
    await ask(stage, '/windlass resume', { as: grace })
    expect([stage.aws.runs('echo'), stage.aws.runs('refund-order')]).toEqual([0, 0])
    expect((await confirmed(stage, '/lambda invoke refund-order {"order": "O-1"}')).text).toMatch(/^✓ refund-order/)
    expect(labelsOf(await ask(stage, '/lambda invoke echo {}'))).toContain('Invoke again')
  })
})
