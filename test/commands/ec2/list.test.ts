import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/core/text.ts'
import { anAccount } from '../../fixtures/account.ts'
import { bulletsOf, leadText, pressable, runCommand, tableOf } from '../../fixtures/run-command.ts'
import { anInstance, frankfurt, noon } from '../../fixtures/values.ts'

const hour = 3_600_000
const virginia = { ...frankfurt, region: 'us-east-1' }
const sandboxed = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

const fleet = (count: number) => Array.from({ length: count }, (_, index) => anInstance({ name: `web-${index + 1}` }))

describe('/ec2 list', () => {
  it('shows name, id, state, type and age, in the order of names as people count', async () => {
    const [ten, two] = [
      anInstance({ name: 'web-10', launchedAt: noon - 41 * 24 * hour }),
      anInstance({ name: 'web-2', state: 'stopped' }),
    ]
    const view = await runCommand('ec2 list', anAccount([ten, two]))
    expect(leadText(view)).toBe('2 instances in production, eu-central-1: 1 running · 1 stopped')
    expect(tableOf(view)?.columns.map(({ title }) => title)).toEqual(['Name', 'Instance', 'State', 'Type', 'Age'])
    expect(tableOf(view)?.rows).toEqual([
      ['web-2', two.id, '○ stopped', 't3.large', '1 d'],
      ['web-10', ten.id, '● running', 't3.large', '41 d'],
    ])
  })

  it('counts over all accounts, states in between as one', async () => {
    const all = [
      anInstance({ state: 'pending' }),
      anInstance({ state: 'stopping', place: virginia }),
      anInstance({ place: sandboxed }),
      anInstance({ state: 'terminated' }),
    ]
    expect(leadText(await runCommand('ec2 list', anAccount(all)))).toBe(
      '4 instances in 2 accounts: 1 running · 1 terminated · 2 changing',
    )
  })

  it('shows twenty rows a page and says which rows a button brings', async () => {
    const account = anAccount(fleet(58))
    const first = await runCommand('ec2 list', account)
    expect(tableOf(first)?.rows).toHaveLength(20)
    expect(pressable(first)).toMatchObject({ '21–40 of 58 ›': 'ec2 list --page 2' })
    const second = await runCommand('ec2 list --page 2', account)
    expect(tableOf(second)?.rows[0]?.[0]).toBe('web-21')
    expect(pressable(second)).toMatchObject({
      '‹ 1–20 of 58': 'ec2 list --page 1',
      '41–58 of 58 ›': 'ec2 list --page 3',
    })
    const last = await runCommand('ec2 list --page 3', account)
    expect(pressable(last)).toMatchObject({ '‹ 21–40 of 58': 'ec2 list --page 2' })
  })

  it('keeps what was asked when a page is turned or the state chosen', async () => {
    const view = await runCommand(
      'ec2 list web-* --sort -age --state running',
      anAccount([...fleet(30), anInstance({ name: 'db', state: 'stopped' })]),
    )
    expect(pressable(view)).toMatchObject({ '21–30 of 30 ›': 'ec2 list --page 2 web-* --sort -age --state running' })
    expect(pressable(view)).toMatchObject({
      'Export as CSV': 'ec2 list --export csv web-* --sort -age --state running',
    })
  })

  it('offers the way back from one state to all', async () => {
    const view = await runCommand('ec2 list web-* --state running', anAccount(fleet(3)))
    expect(pressable(view)).toMatchObject({ 'All states': 'ec2 list web-*' })
  })

  it('explains any of those on the page, by a select, with ids where two are called the same', async () => {
    const [one, other, stopped] = [
      anInstance({ name: 'web' }),
      anInstance({ name: 'web' }),
      anInstance({ name: 'db', state: 'stopped' }),
    ]
    const view = await runCommand('ec2 list', anAccount([one, other, stopped]))
    const place = '--account production --region eu-central-1'
    expect(pressable(view)).toMatchObject({
      [`web · running ${one.id}`]: `ec2 why ${one.id} ${place}`,
      [`web · running ${other.id}`]: `ec2 why ${other.id} ${place}`,
      'db · stopped': `ec2 why ${stopped.id} ${place}`,
    })
    expect(pressable(await runCommand('ec2 list', anAccount([stopped])))).toMatchObject({
      'Explain db · stopped': `ec2 why ${stopped.id} ${place}`,
    })
  })

  it('takes a page past the end for the last one', async () => {
    const view = await runCommand('ec2 list --page 9', anAccount(fleet(25)))
    expect(tableOf(view)?.rows).toHaveLength(5)
  })

  it('shows the columns that were asked for, tags too', async () => {
    const view = await runCommand(
      'ec2 list --columns name,owner,env,tag:team,zone',
      anAccount([anInstance({ name: 'a', tags: { owner: 'ada', env: 'prod' } })]),
    )
    expect(tableOf(view)?.rows).toEqual([['a', 'ada', 'production', '', 'eu-central-1a']])
  })

  it.each([
    ['age', ['new', 'old']],
    ['-age', ['old', 'new']],
    ['owner', ['old', 'new']],
    ['-owner', ['old', 'new']],
  ])('sorts by %s, instances without a value last', async (order, names) => {
    const all = [
      anInstance({ name: 'new', launchedAt: noon - hour }),
      anInstance({ name: 'old', launchedAt: noon - 9 * hour, tags: { owner: 'ada' } }),
    ]
    const view = await runCommand(`ec2 list --sort ${order}`, anAccount(all))
    expect(tableOf(view)?.rows.map(([name]) => name)).toEqual(names)
  })

  it('asks only the account and Region that it was narrowed to', async () => {
    const account = anAccount([])
    await runCommand(
      'ec2 list --account production --region us-east-1 --state stopped --type t3.* --tag env=prod --name *-db',
      account,
    )
    expect(account.asked[0]).toEqual({
      places: [virginia],
      selectors: [],
      states: ['stopped'],
      types: ['t3.*'],
      tags: [{ key: 'env', value: 'prod' }],
      names: ['*-db'],
    })
  })

  it('says which place failed and why, and shows the rest', async () => {
    const failure = { place: sandboxed, code: 'Timeout', message: 'sandbox, us-east-1 did not answer within 8 s.' }
    const view = await runCommand('ec2 list', anAccount(fleet(2), [failure]))
    expect(leadText(view)).toBe('2 instances in production, eu-central-1, as far as 2 of 3 places answered: 2 running')
    expect(bulletsOf(view)).toEqual(['Missing: sandbox, us-east-1 did not answer within 8 s.'])
  })

  it('says it once when places fail in the same way', async () => {
    const failures = [frankfurt, virginia].map((place) => ({
      place,
      code: 'Timeout',
      message: `${place.region} did not answer.`,
    }))
    const view = await runCommand('ec2 list', anAccount([anInstance({ place: sandboxed })], failures))
    expect(bulletsOf(view)).toEqual(['Missing: eu-central-1 did not answer. The same for production, us-east-1.'])
  })

  it('does not call it an empty account when no place answered', async () => {
    const failures = [frankfurt, virginia, sandboxed].map((place) => ({ place, code: 'NoRole', message: 'no role' }))
    const view = await runCommand('ec2 list', anAccount([], failures))
    expect(leadText(view)).toBe('Nothing could be read. None of the 3 places that were asked gave an answer.')
  })

  it('says what was looked for and where when nothing fits, and what may have been meant', async () => {
    const view = await runCommand('ec2 list wbe-1 --state running', anAccount([anInstance({ name: 'web-1' })]))
    expect(leadText(view)).toBe(
      'No instance fits wbe-1 --state running, looked for in production (eu-central-1, us-east-1) and sandbox (us-east-1). Did you mean web-1?',
    )
    expect(pressable(view)).toMatchObject({ 'List web-1': 'ec2 list web-1', 'List all instances': 'ec2 list' })
  })

  it('exports everything, not the page alone, and cannot be made to run a formula', async () => {
    const evil = anInstance({ name: '=HYPERLINK("http://x")', tags: { note: 'a,"b"\nc', '+cmd': '@x' } })
    const view = await runCommand('ec2 list --export csv', anAccount([...fleet(30), evil]))
    const lines = view.file?.content.split('\r\n') ?? []
    expect(view.file?.name).toBe('instances-2026-11-23.csv')
    expect(lines).toHaveLength(33)
    expect(lines[0]).toBe(
      'state,launched,name,id,type,zone,region,account,owner,environment,private-address,public-address,image,tag:+cmd,tag:note',
    )
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(lines[1]).toContain(`'@x,"a,""b""\nc"`)
    expect(leadText(view)).toBe('All 31 instances sent to your direct messages as instances-2026-11-23.csv.')
  })

  it('exports JSON that reads back', async () => {
    const view = await runCommand(
      'ec2 list --export json',
      anAccount([anInstance({ name: 'a', tags: { env: 'prod' } })]),
    )
    expect(JSON.parse(view.file?.content ?? '')).toMatchObject([
      {
        name: 'a',
        account: 'production',
        region: 'eu-central-1',
        tags: { env: 'prod' },
        launchedAt: '2026-11-22T12:00:00.000Z',
      },
    ])
  })

  it('keeps a target behind -- where it was when a page is turned', async () => {
    const view = await runCommand('ec2 list --state running -- web-*', anAccount(fleet(30)))
    expect(pressable(view)).toMatchObject({ '21–30 of 30 ›': 'ec2 list --page 2 --state running -- web-*' })
  })

  it('says where it looks when an account is not looked at in that Region', async () => {
    const view = await runCommand('ec2 list --account sandbox --region eu-central-1', anAccount([]))
    expect(leadText(view)).toBe('Windlass does not look there. It looks at sandbox in us-east-1.')
  })

  it('takes the environment of the account before that of the tag', async () => {
    const here = anInstance({ name: 'a', tags: { env: 'staging' } })
    const there = anInstance({ name: 'b', place: sandboxed, tags: { env: 'dev' } })
    const view = await runCommand('ec2 list --columns name,environment', anAccount([here, there]))
    expect(tableOf(view)?.rows).toEqual([
      ['a', 'production'],
      ['b', 'dev'],
    ])
  })

  it.each([
    ['web-1', '/ec2 show web-1'],
    ['my web', '/ec2 show "my web"'],
    ['-x', /\/ec2 show i-/],
    ['a,b', /\/ec2 show i-/],
    ['web*', /\/ec2 show i-/],
    ['tag:a=b', /\/ec2 show i-/],
    ['i-beef', /\/ec2 show i-0/],
    ['—dash', /\/ec2 show i-/],
  ])('gives a hint that finds just that one, whatever it is called: %s', async (name, hint) => {
    const view = await runCommand('ec2 list', anAccount([anInstance({ name })]))
    expect(plain(view.note ?? [])).toMatch(hint)
  })
})
