import { describe, expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { bulletsOf, leadText, noteText, pressable, runCommand, tableOf } from '../../fixtures/run-command.ts'
import { frankfurt } from '../../fixtures/values.ts'

const virginia = { ...frankfurt, region: 'us-east-1' }
const sandboxed = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

const many = (count: number) => Array.from({ length: count }, (_, index) => aFunction({ name: `job-${index + 1}` }))
const list = (typed: string, functions: ReturnType<typeof aFunctionsAccount>) =>
  runCommand(`lambda list${typed}`, anAccount([]), { functions })

describe('/lambda list', () => {
  it('shows name, runtime, memory, timeout and the errors of the last day, in the order of names as people count', async () => {
    const functions = [
      aFunction({ name: 'job-10', memoryMb: 1024, timeoutSeconds: 900 }),
      aFunction({ name: 'job-2', runtime: undefined, packaging: 'image' }),
    ]
    const account = aFunctionsAccount(functions, [], { counts: { 'job-10': { invocations: 4210, errors: 1212 } } })
    const view = await list('', account)
    expect(leadText(view)).toBe('2 functions in production, eu-central-1: 1 failed in the last day')
    expect(tableOf(view)?.columns).toEqual([
      { title: 'Name' },
      { title: 'Runtime' },
      { title: 'Memory', align: 'right' },
      { title: 'Timeout', align: 'right' },
      { title: 'Errors', align: 'right' },
    ])
    expect(tableOf(view)?.rows).toEqual([
      ['job-2', 'container image', '256 MB', '30 s', '0'],
      ['job-10', 'nodejs24.x', '1 GB', '15 min', '1,212'],
    ])
    expect(noteText(view)).toBe('All 2, by name. Calls are those of the last day. One of them: /lambda show job-2')
  })

  it('says which runtimes are out of support or soon will be, in the first line, beside the word and with the date', async () => {
    const functions = [
      aFunction({ name: 'a', runtime: 'python3.8' }),
      aFunction({ name: 'b', runtime: 'nodejs22.x', place: sandboxed }),
      aFunction({ name: 'c', runtime: 'provided.of-tomorrow' }),
    ]
    const view = await list('', aFunctionsAccount(functions))
    expect(leadText(view)).toBe(
      '3 functions in 2 accounts: none failed in the last day · 1 on a runtime out of support · 1 on one whose support ends within 180 days',
    )
    expect(tableOf(view)?.rows.map(([, runtime]) => runtime)).toEqual([
      '✕ python3.8, ended 2024-10-14',
      '◐ nodejs22.x, until 2027-04-30',
      'provided.of-tomorrow',
    ])
    expect(noteText(view)).toMatch(/AWS’s dates for runtimes, checked \d{4}-\d\d-\d\d\./)
  })

  it('shows twenty rows a page, keeps what was asked, and says which rows a button brings', async () => {
    const view = await list(' job-* --page 2', aFunctionsAccount(many(58)))
    expect(tableOf(view)?.rows).toHaveLength(20)
    expect(tableOf(view)?.rows[0]?.[0]).toBe('job-21')
    expect(pressable(view)).toMatchObject({
      '‹ 1–20 of 58': 'lambda list --page 1 job-*',
      '41–58 of 58 ›': 'lambda list --page 3 job-*',
      'Export as CSV': 'lambda list --export csv job-* --page 2',
    })
  })

  it('takes a page past the end for the last one', async () => {
    expect(tableOf(await list(' --page 9', aFunctionsAccount(many(25))))?.rows).toHaveLength(5)
  })

  it('puts what fails most first, functions that could not be counted last', async () => {
    const functions = [aFunction({ name: 'a' }), aFunction({ name: 'b' }), aFunction({ name: 'c', place: sandboxed })]
    const uncounted = [{ place: sandboxed, code: 'AccessDenied', message: 'sandbox, us-east-1: no metrics.' }]
    const view = await list(
      ' --sort errors',
      aFunctionsAccount(functions, [], { counts: { b: { errors: 7 } }, uncounted }),
    )
    expect(tableOf(view)?.rows.map(([name, , , , errors]) => [name, errors])).toEqual([
      ['b', '7'],
      ['a', '0'],
      ['c', ''],
    ])
    expect(bulletsOf(view)).toEqual(['Calls not counted: sandbox, us-east-1: no metrics.'])
    expect(pressable(view)).not.toHaveProperty('Failing first')
  })

  it('counts the calls of all where they are few, of the page alone where they are many, of none where nobody asks', async () => {
    const few = aFunctionsAccount(many(60))
    await list('', few)
    expect(few.asked.counted.map(({ length }) => length)).toEqual([60])
    const crowd = aFunctionsAccount(many(1000))
    const view = await list('', crowd)
    expect(crowd.asked.counted.map(({ length }) => length)).toEqual([20])
    expect(leadText(view)).toBe('1,000 functions in production, eu-central-1')
    await list(' --sort errors', crowd)
    expect(crowd.asked.counted.map(({ length }) => length)).toEqual([20, 1000])
    await list(' --columns name,memory', crowd)
    expect(crowd.asked.counted).toHaveLength(2)
  })

  it('narrows by runtime, by a select as well, and offers the way back', async () => {
    const functions = [aFunction({ name: 'a' }), aFunction({ name: 'b', runtime: 'python3.13' })]
    const all = await list('', aFunctionsAccount(functions))
    expect(pressable(all)).toMatchObject({ 'python3.13 (1)': 'lambda list --runtime python3.13' })
    const narrowed = await list(' --runtime python3.*', aFunctionsAccount(functions))
    expect(tableOf(narrowed)?.rows.map(([name]) => name)).toEqual(['b'])
    expect(pressable(narrowed)).toMatchObject({ 'All runtimes': 'lambda list' })
  })

  it('shows other columns when asked', async () => {
    const functions = [aFunction({ name: 'a', place: virginia })]
    const view = await list(
      ' --columns name,changed,arch,packaging,account,region,support',
      aFunctionsAccount(functions),
    )
    expect(tableOf(view)?.rows).toEqual([['a', '1 d', 'arm64', 'zip', 'production', 'us-east-1', '2028-04-30']])
  })

  it('says the place beside a name that stands in several, where no column does', async () => {
    const functions = [aFunction({ name: 'a' }), aFunction({ name: 'a', place: sandboxed }), aFunction({ name: 'b' })]
    const view = await list('', aFunctionsAccount(functions))
    expect(tableOf(view)?.rows.map(([name]) => name)).toEqual([
      'a (production, eu-central-1)',
      'a (sandbox, us-east-1)',
      'b',
    ])
    expect(pressable(view)).toMatchObject({
      'a in sandbox, us-east-1': 'lambda why a --account sandbox --region us-east-1',
      b: 'lambda why b --account production --region eu-central-1',
    })
    const placed = await list(' --columns name,account,region', aFunctionsAccount(functions))
    expect(tableOf(placed)?.rows.map(([name]) => name)).toEqual(['a', 'a', 'b'])
  })

  it('sends all of it as a file, whatever the page', async () => {
    const functions = [aFunction({ name: 'a', description: '=cmd()' }), aFunction({ name: 'b' })]
    const view = await list(' --export csv', aFunctionsAccount(functions, [], { counts: { a: { invocations: 3 } } }))
    expect(leadText(view)).toBe('All 2 functions sent to your direct messages as functions-2026-11-23.csv.')
    const [head, first] = view.file?.content.split('\r\n') ?? []
    expect(head).toBe(
      'name,account,accountId,region,runtime,supportedUntil,packaging,architecture,memoryMb,timeoutSeconds,invocationsLastDay,errorsLastDay,throttlesLastDay,changed,description,arn',
    )
    expect(first).toBe(
      "a,production,111122223333,eu-central-1,nodejs24.x,2028-04-30,zip,arm64,256,30,3,0,0,2026-11-22T12:00:00.000Z,'=cmd(),arn:aws:lambda:eu-central-1:111122223333:function:a",
    )
    const json = await list(' --export json', aFunctionsAccount(many(600)))
    expect(JSON.parse(json.file?.content ?? '')).toHaveLength(600)
  })

  it('says which place failed, once, and shows the rest', async () => {
    const failure = { place: sandboxed, code: 'Timeout', message: 'sandbox, us-east-1 did not answer within 8 s.' }
    const view = await list('', aFunctionsAccount(many(2), [failure], { uncounted: [failure] }))
    expect(leadText(view)).toBe('2 functions in production, eu-central-1, as far as 2 of 3 places answered')
    expect(bulletsOf(view)).toEqual(['Missing: sandbox, us-east-1 did not answer within 8 s.'])
  })

  it('says what was looked for and where when nothing fits, and what may have been meant', async () => {
    const view = await list(' oder-intake --runtime python3.*', aFunctionsAccount([aFunction()]))
    expect(leadText(view)).toBe(
      'No function fits oder-intake --runtime python3.*, looked for in production (eu-central-1, us-east-1) and sandbox (us-east-1). Did you mean order-intake?',
    )
    expect(pressable(view)).toEqual({
      'List order-intake': 'lambda list order-intake',
      'List all functions': 'lambda list',
    })
  })

  it('does not call it an empty account when no place answered', async () => {
    const failures = [frankfurt, virginia, sandboxed].map((place) => ({ place, code: 'NoRole', message: 'no role' }))
    expect(leadText(await list('', aFunctionsAccount([], failures)))).toBe(
      'Nothing could be read. None of the 3 places that were asked gave an answer.',
    )
  })

  it.each([
    ['tag:team=shop', 'tag:team=shop is a tag: Lambda lists functions without their tags'],
    ['"two words"', 'two words is not the name of a function'],
    ['--runtime nodejs', '--runtime: nodejs is not a runtime'],
    ['--sort eror', '--sort: eror is not a column'],
    ['--columns nmae', 'Did you mean name?'],
  ])('asks back for %s', async (typed, message) => {
    expect(leadText(await list(` ${typed}`, aFunctionsAccount([])))).toContain(message)
  })

  it('asks the policy place by place', async () => {
    const policies =
      'permit (principal, action == Action::"lambda list", resource) when { resource.account.name == "sandbox" };'
    const functions = aFunctionsAccount([aFunction({ name: 'a' }), aFunction({ name: 'b', place: sandboxed })])
    const view = await runCommand('lambda list', anAccount([]), { functions, policies })
    expect(tableOf(view)?.rows.map(([name]) => name)).toEqual(['b'])
    expect(bulletsOf(view)[0]).toContain('you may not read there')
  })
})
