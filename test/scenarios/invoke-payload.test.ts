import { describe, expect, it } from 'vitest'
import { nextAnswer, openChangeStage, saysIn } from './change-stage.ts'
import { askForForm, confirmed, fill, mia, resultIn, sent, stored } from './invoke-stage.ts'
import { ask, people, press } from './stage.ts'

describe('a payload', () => {
  it.each([
    ['as a phone writes it', '{“order”: “O-1”}', { order: 'O-1' }],
    ['with the quotes of other languages', '{„order“: ‘O-1’}', { order: 'O-1' }],
    ['without any blank or quotation marks around it', '{"a":1}', { a: 1 }],
    ['with emoji and an apostrophe', '{"note": "it\'s 🎉 für Zoë 👩‍👩‍👧"}', { note: "it's 🎉 für Zoë 👩‍👩‍👧" }],
    ['in a code fence', '```{"a":1}```', { a: 1 }],
    ['in backticks', '`{"a":1}`', { a: 1 }],
    [
      'with what Slack makes links and escapes of',
      '{"a":"<b> & https://x.io me@x.io"}',
      { a: '<b> & https://x.io me@x.io' },
    ],
    ['that is a list', '[1, "two"]', [1, 'two']],
  ])('%s reaches the function as it was meant', async (_, typed, meant) => {
    const stage = await openChangeStage()
    const answer = await ask(stage, `/lambda invoke echo ${typed}`)
    expect(answer.text).toMatch(/^✓ echo answered/)
    expect(resultIn(answer)).toEqual(meant)
    expect(stage.aws.runs('echo')).toBe(1)
  })

  it.each([
    ['{"a": 1,, "b": 2}', /^This is not JSON at line 1, column 9: There is a comma too many\. \{"a": 1,▸, "b": 2\}/],
    ['{order: 42}', /^This is not JSON at line 1, column 2: Names are put between double quotes: "order"\./],
    ['{"a":\n  tru}', /^This is not JSON at line 2, column 3: /],
    ['{"a": 1', /^This is not JSON at line 1, column 8: A } is missing at the end\./],
    ['{"🎉": 1,}', /column 9: The comma before the } is one too many\. \{"🎉": 1,▸\}/],
    ["{'a': 1}", /column 2: Texts and names are put between double quotes: "…"\. \{▸'a': 1\}/],
    ['{"a": ‘it’s’}', /column 7: Texts and names are put between double quotes: "…"\. /],
    ['{"a": 1} {"b": 2}', /^One payload at a time: \{"b": 2\} is another\./],
    ['[1, 2', /^This is not JSON at line 1, column 6: A \] is missing at the end\./],
  ])('%j is explained with its place, and nothing is sent', async (typed, why) => {
    const stage = await openChangeStage()
    const answer = await ask(stage, `/lambda invoke echo ${typed}`)
    expect(answer.text).toMatch(why)
    expect(stage.aws.trail().filter(({ eventName }) => eventName === 'Invoke')).toEqual([])
  })

  it.each([
    { length: 1_100_000, flag: '--async', why: /1,100,008 bytes long, and Lambda takes at most 1,048,576/ },
    { length: 7_000_000, flag: '', why: /7,000,008 bytes long, and Lambda takes at most 6,291,456/ },
  ])('of $length bytes $flag is refused before anything is sent', async ({ length, flag, why }) => {
    const stage = await openChangeStage()
    const answer = await ask(stage, `/lambda invoke echo {"a":"${'x '.repeat(length / 2)}"} ${flag}`)
    expect(answer.text).toMatch(/^✕ echo did not run/)
    expect(saysIn(answer)).toMatch(why)
    expect([stage.aws.runs('echo'), sent(stage, 'echo')]).toEqual([0, 0])
  })
})

describe('a secret in a payload', () => {
  const secret = 'hunter2-horse'
  const payload = `{"password": "${secret}"}`
  const said = (words: string) => `/lambda invoke ${words}`

  it.each([
    ['that is called with', said(`echo ${payload}`), people.ada.id],
    ['that is only rehearsed', said(`echo ${payload} --dry-run`), people.ada.id],
    ['of a version that is not there', said(`echo ${payload} --qualifier nope`), people.ada.id],
    ['of who may not', said(`echo ${payload}`), people.lin.id],
    ['that is too short of a bracket', said(`echo {"password": "${secret}"`), people.ada.id],
    ['that has a comma too many', said(`echo {"password": "${secret}",}`), people.ada.id],
  ])('%s is neither shown, kept nor logged', async (_, words, as) => {
    const stage = await openChangeStage()
    const answer = await ask(stage, words, { as })
    expect(saysIn(answer)).not.toContain(secret)
    expect(saysIn(await ask(stage, '/windlass audit'))).not.toContain(secret)
    expect(stored(stage)).toContain('[redacted]')
    expect(stored(stage)).not.toContain(secret)
    expect(stage.logged.join('\n')).not.toContain(secret)
  })

  it('reaches the function from a form, and is not kept either', async () => {
    const stage = await openChangeStage()
    const as = people.ada.id
    const { viewId } = await askForForm(stage, '/lambda invoke echo')
    const answer = await nextAnswer(stage, {}, () => fill(stage, { as, viewId, fields: { payload } }))
    expect(resultIn(answer)).toEqual({ password: '[redacted]' })
    await ask(stage, '/windlass whoami')
    expect(stored(stage)).not.toContain(secret)
    expect(stage.logged.join('\n')).not.toContain(secret)
  })

  it.each(['Invoke refund-order', 'Cancel'])('that waits for its confirmation is gone after %s', async (label) => {
    const stage = await openChangeStage()
    const card = await ask(stage, `/lambda invoke refund-order {"order": "O-1", "password": "${secret}"}`, { as: mia })
    expect(saysIn(card)).not.toContain(secret)
    await press(stage, card, label)
    await ask(stage, '/windlass whoami')
    expect(stored(stage)).not.toContain(secret)
  })
})

it('a secret in what a function logs or answers is not shown', async () => {
  const stage = await openChangeStage()
  const done = await confirmed(
    stage,
    '/lambda invoke refund-order {"order": "O-1", "reason": "token=ghp_0123456789abcdefghijABCDEFGHIJ"}',
  )
  expect(done.text).toMatch(/^✓ refund-order/)
  expect(saysIn(done)).toContain('[redacted]')
  expect(saysIn(done)).not.toContain('ghp_0123')
})
