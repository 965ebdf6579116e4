import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { encodeMessage } from '../../src/playground/aws/iam/authorization-message.ts'
import { answers, ask, channels, directs, openStage, people, press, pressable, type Stage, tableIn } from './stage.ts'

describe('a person types /ec2 list', () => {
  it('and sees the organisation, turns a page, filters, and has it as a file', async () => {
    const stage = await openStage()
    const list = await ask(stage, '/ec2 list')
    expect(list.text).toMatch(/^61 instances in 3 accounts: \d+ running · \d+ stopped/)
    expect(list.visibleTo).toBe(people.ada.id)
    expect(tableIn(list)[0]).toEqual(['Name', 'Instance', 'State', 'Type', 'Age'])
    expect(tableIn(list)).toHaveLength(21)

    const second = await press(stage, list, '21–40 of 61 ›')
    expect(second.ts).toBe(list.ts)
    expect(tableIn(second)[1]).not.toEqual(tableIn(list)[1])

    const stopped = pressable(second).find(({ label }) => label.startsWith('stopped ('))?.label ?? ''
    const filtered = await press(stage, second, stopped)
    expect(filtered.text).toMatch(/^\d+ instances in \d accounts: \d+ stopped$/)

    await press(stage, filtered, 'Export as CSV')
    const file = stage.slack.messagesSeenBy(people.ada.id, directs.ada).find(({ files }) => files.length > 0)
    expect(file).toBeDefined()
    expect(answers(stage)).toHaveLength(1)
  })

  it('and the mention and the direct message of the bot understand the same words', async () => {
    const stage = await openStage()
    const mention = await ask(stage, '@windlass ec2 list --state stopped')
    const direct = await ask(stage, 'ec2 list --state stopped', { channel: directs.ada })
    expect(mention.visibleTo).toBe(people.ada.id)
    expect(direct.visibleTo).toBeUndefined()
    expect(tableIn(direct)).toEqual(tableIn(mention))
  })

  it('and a click in a direct message replaces the message', async () => {
    const stage = await openStage()
    const list = await ask(stage, 'ec2 list', { channel: directs.ada })
    const second = await press(stage, list, '21–40 of 61 ›')
    expect(tableIn(second)[1]).not.toEqual(tableIn(list)[1])
  })
})

describe('a person types /ec2 show', () => {
  it('with a name that fits two, chooses one and sees it in full', async () => {
    const stage = await openStage()
    const question = await ask(stage, '/ec2 show twin')
    expect(question.text).toBe('twin is the name of two instances. Which one?')
    const [first] = pressable(question)
    const shown = await press(stage, question, first?.label ?? '')
    expect(shown.text).toMatch(/^twin is ● running in /)
    const facts = Object.fromEntries(tableIn(shown))
    expect(facts['Type']).toMatch(/ · \d+ vCPU · [\d.]+ GiB · /)
    expect(facts['Image']).toMatch(/ · ami-/)
    expect(JSON.stringify(shown.blocks)).not.toContain('Not read')
  })

  it('shares it with the channel, where everyone sees it and nobody is pinged', async () => {
    const stage = await openStage()
    const shown = await ask(stage, '/ec2 show bastion')
    await press(stage, shown, 'Share here')
    const shared = answers(stage, { as: people.lin.id }).at(-1)
    expect(shared?.text).toContain('bastion is ● running')
    expect(shared?.visibleTo).toBeUndefined()
    expect(shared?.notifies).toEqual([])
    expect(pressable(shared ?? shown)).toEqual([])
  })
})

describe('a mistake', () => {
  it('is answered by the flag that was meant, which can be pressed', async () => {
    const stage = await openStage()
    const mistake = await ask(stage, '/ec2 list --stat running')
    expect(mistake.text).toBe('--stat is not a flag of /ec2 list. Did you mean --state?')
    const list = await press(stage, mistake, '/ec2 list --state running')
    expect(list.text).toMatch(/^\d+ instances in 3 accounts: \d+ running$/)
  })
})

describe('a guest of another organisation', () => {
  it('gets nothing, and AWS is not asked', async () => {
    const stage = await openStage()
    const refusal = await ask(stage, '@windlass ec2 list', { as: people.rob.id, channel: channels.initechShared })
    expect(refusal.text).toContain('another organisation')
    expect(stage.aws.calls).toEqual([])
  })

  it('is not even shown a Share button’s result: nothing is shared where others read', async () => {
    const stage = await openStage()
    const list = await ask(stage, '/ec2 list', { channel: channels.initechShared })
    expect(pressable(list).map(({ label }) => label)).not.toContain('Share here')
  })
})

/** What IAM calls the operations that it does not name as the API does (Service Authorization Reference, "Lambda"). */
const permissions: Readonly<Record<string, readonly string[]>> = {
  'lambda:Invoke': ['lambda:InvokeFunction'],
  // It gives tags only to who may list them.
  'lambda:GetFunction': ['lambda:GetFunction', 'lambda:ListTags'],
}

/** What was asked of AWS, but for the sessions. */
function calledBy({ aws }: Stage): string[] {
  // CloudWatch signs as `monitoring` and is `cloudwatch` to IAM.
  const prefix = (service: string) => (service === 'monitoring' ? 'cloudwatch' : service)
  return aws.calls
    .filter(({ action }) => action !== 'AssumeRole')
    .map(({ service, action }) => `${prefix(service)}:${action}`)
    .flatMap((name) => permissions[name] ?? [name])
}

const targets: Readonly<Record<string, string>> = { instance: 'bastion', function: 'carrier-rates' }
// Where one question does not need all that the command may read.
const several: Readonly<Record<string, readonly string[]>> = {
  'ec2 why': ['web-staging-us-1 --port 443', 'batch-etl-1', 'web-us-3', 'warehouse-sftp', 'web-5'],
  'windlass decode': [
    `Encoded authorization failure message: ${encodeMessage('{"is": "nothing that anybody knows"}')}`,
  ],
}

/** Where it needs all of it only while something is wrong: here, that half of the calls find no room to run. */
const broken: Readonly<Record<string, (stage: Stage) => void>> = {
  '/lambda why': ({ aws }) => {
    const places = aws.world.accounts.flatMap((account) => [...account.places.values()])
    for (const { functions } of places)
      for (const [index, one] of functions.entries())
        if (one.traffic !== undefined) functions[index] = { ...one, traffic: { ...one.traffic, needs: 2000 } }
  },
}

describe('every command', () => {
  // With a target where one is needed: from the list itself, so that a new command is held to what it declares.
  const reads = commands.filter(({ kind, words }) => kind === 'read' && words.join(' ') !== 'windlass may')
  const typed = reads.map(({ words, parameters, aws }) => {
    const [target = ''] = Object.values(parameters).flatMap(({ kind }) => targets[kind] ?? [])
    const asked = several[words.join(' ')] ?? [target]
    return [`/${words.join(' ')}`, asked, aws.read] as const
  })

  it.each(typed)('%s calls at AWS what it declared, and nothing else', async (words, asked, declared) => {
    const stage = await openStage()
    broken[words]?.(stage)
    stage.aws.allowOnly(declared)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (const each of asked) await ask(stage, `${words} ${each}`.trim())
    expect(stage.aws.calls.filter(({ isUndeclared, outcome }) => isUndeclared || outcome !== 'ok')).toEqual([])
    expect(new Set(calledBy(stage))).toEqual(new Set(declared))
  })

  // Of functions only calls can be rehearsed: change-function.test.ts does the others.
  const changing = commands.flatMap((command) =>
    command.kind === 'change' && (command.words[0] === 'ec2' || command.answer !== undefined)
      ? [{ words: `/${command.words.join(' ')}`, aws: command.aws }]
      : [],
  )
  const named: Record<string, string> = { '/ec2 start': 'grafana-staging', '/lambda invoke': 'refund-order {}' }
  const everything = 'permit (principal, action, resource);'

  it.each(changing)('$words is planned and rehearsed by what it declared, and nothing else', async ({ words, aws }) => {
    const stage = await openStage({ policies: [{ path: 'policies/all.cedar', text: everything }] })
    const declared = [...aws.read, ...aws.change]
    stage.aws.allowOnly([...declared, ...(aws.beside ?? [])])
    const card = await ask(stage, `${words} ${named[words] ?? 'loadtest-1'}`)
    expect(card.text).toContain('?')
    expect(stage.aws.calls.filter(({ isUndeclared }) => isUndeclared)).toEqual([])
    expect(declared).toEqual(expect.arrayContaining(calledBy(stage)))
    expect(calledBy(stage)).toEqual(expect.arrayContaining([...aws.change]))
  })

  it('may: asks at AWS what it declared, and nothing else', async () => {
    const stage = await openStage()
    const declared = commands.find(({ words }) => words.join(' ') === 'windlass may')?.aws.read ?? []
    stage.aws.allowOnly(declared)
    expect((await ask(stage, '/windlass may stop loadtest-1')).text).toContain('loadtest-1')
    expect(stage.aws.calls.filter(({ isUndeclared }) => isUndeclared)).toEqual([])
    expect(declared).toEqual(expect.arrayContaining(calledBy(stage)))
  })

  it('is done under the name of the person who gave it', async () => {
    const stage = await openStage()
    await ask(stage, '/ec2 list', { as: people.grace.id })
    const ec2 = stage.aws.calls.filter(({ service }) => service === 'ec2')
    expect(ec2.length).toBeGreaterThan(0)
    expect(new Set(ec2.map(({ sourceIdentity }) => sourceIdentity))).toEqual(new Set(['T0HARBOUR-U0GRACE']))
  })
})
