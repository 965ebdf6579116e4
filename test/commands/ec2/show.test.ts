import { describe, expect, it } from 'vitest'
import type { InstanceDetails } from '../../../src/core/ec2/instance.ts'
import { plain } from '../../../src/core/text.ts'
import { anAccount, detailsOf } from '../../fixtures/account.ts'
import { bulletsOf, factsOf, leadText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { anInstance, frankfurt } from '../../fixtures/values.ts'

const virginia = { ...frankfurt, region: 'us-east-1' }

function withDetails(given: Partial<InstanceDetails>, instance = anInstance({ name: 'web-1' })) {
  return { ...anAccount([instance]), describeInstance: async () => detailsOf(instance, given) }
}

describe('/ec2 show', () => {
  it('says where it is and how, and then the facts in the order of a person on call', async () => {
    const instance = anInstance({
      name: 'web-1',
      tags: { Name: 'web-1', owner: 'ada', 'aws:autoscaling:groupName': 'web' },
      publicAddress: '54.93.18.7',
    })
    const view = await runCommand('ec2 show web-1', withDetails({}, instance))
    expect(leadText(view)).toBe('web-1 is ● running in production, eu-central-1')
    expect(factsOf(view)).toEqual({
      Instance: instance.id,
      State: '● running',
      'Status checks': 'system ok, instance ok',
      'Latest start': '2026-11-22 12:00 UTC, 1 d ago',
      'Termination protection': 'off',
      'Private address': '10.0.0.1',
      'Public address': '54.93.18.7 (changes with a stop)',
      Zone: 'eu-central-1a',
      Network: 'vpc-1, subnet-1',
      'Security groups': 'web (sg-1)',
      Role: 'web-server',
      Type: 't3.large · 2 vCPU · 8 GiB · x86_64',
      'Bought as': 'on-demand',
      Image: 'al2023-ami-2023.9 · ami-0123456789abcdef0',
      Platform: 'Linux/UNIX',
      'Key pair': 'ops',
      'Volume /dev/xvda': 'vol-1, 30 GiB gp3, encrypted, deleted on termination',
      'Tag owner': 'ada',
      'Tag aws:autoscaling:groupName': 'web',
    })
    expect(Object.keys(factsOf(view)).at(-1)).toBe('Tag aws:autoscaling:groupName')
    expect(pressable(view)).toMatchObject({
      'Read again': 'ec2 show web-1',
      'Its Auto Scaling group: web': 'ec2 list tag:aws:autoscaling:groupName=web',
    })
  })

  it('says first why it does not run, which check fails and what AWS has planned', async () => {
    const stopped = anInstance({ name: 'web-1', state: 'stopped' })
    const view = await runCommand(
      'ec2 show web-1',
      withDetails(
        {
          stateReason: {
            code: 'Client.InstanceInitiatedShutdown',
            message: 'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
          },
          systemCheck: 'impaired',
          scheduledEvents: [{ what: 'system-reboot', notBefore: Date.UTC(2026, 10, 30, 2) }],
        },
        stopped,
      ),
    )
    expect(bulletsOf(view)).toEqual([
      'Why: Instance initiated shutdown (Client.InstanceInitiatedShutdown)',
      'System status check is failing. The fault is on the host, at AWS.',
      'Planned by AWS: system-reboot, not before 2026-11-30T02:00Z',
    ])
  })

  it('says what could not be read instead of leaving it out in silence', async () => {
    const view = await runCommand('ec2 show web-1', withDetails({ volumes: [], unread: ['The volumes: not allowed.'] }))
    expect(plain(view.note ?? [])).toContain('The volumes: not allowed.')
  })

  it('asks which one by a button where a name fits two', async () => {
    const [here, there] = [anInstance({ name: 'twin' }), anInstance({ name: 'twin', place: virginia })]
    const view = await runCommand('ec2 show twin', anAccount([here, there]))
    expect(leadText(view)).toBe('twin is the name of two instances. Which one?')
    expect(pressable(view)).toEqual({
      'twin in production, eu-central-1': `ec2 show --account production --region eu-central-1 ${here.id}`,
      'twin in production, us-east-1': `ec2 show --account production --region us-east-1 ${there.id}`,
    })
  })

  it('asks by a select where there are many, ids told apart where names are the same', async () => {
    const many = Array.from({ length: 7 }, () => anInstance({ name: 'kafka' }))
    const view = await runCommand('ec2 show kafka', anAccount(many))
    expect(view.actions.map(({ kind }) => kind)).toEqual(['select'])
    expect(Object.keys(pressable(view))).toEqual(many.map(({ id }) => `kafka ${id} in production, eu-central-1`))
  })

  it('asks back for several targets as well', async () => {
    const view = await runCommand(
      'ec2 show web-1 web-2',
      anAccount([anInstance({ name: 'web-1' }), anInstance({ name: 'web-2' })]),
    )
    expect(leadText(view)).toBe('web-1 web-2 fits two instances. Which one?')
  })

  it('names the one that is not there instead of going on with the other', async () => {
    const view = await runCommand('ec2 show web-1 256', anAccount([anInstance({ name: 'web-1' })]))
    expect(leadText(view)).toMatch(/^No instance fits 256, looked for in /)
  })

  it('says what was meant where nothing fits, and which place did not answer', async () => {
    const failure = { place: virginia, code: 'Timeout', message: 'production, us-east-1 did not answer within 8 s.' }
    const view = await runCommand('ec2 show wbe-1', anAccount([anInstance({ name: 'web-1' })], [failure]))
    expect(leadText(view)).toBe(
      'No instance fits wbe-1, looked for in production (eu-central-1) and sandbox (us-east-1). Did you mean web-1?',
    )
    expect(plain(view.note ?? [])).toContain('production, us-east-1 did not answer within 8 s.')
    expect(pressable(view)).toMatchObject({ '/ec2 show web-1': 'ec2 show web-1' })
  })

  it('needs a target', async () => {
    const view = await runCommand('ec2 show', anAccount([]))
    expect(leadText(view)).toBe(
      'Which instance? /ec2 show needs its name, its id, or tag:key=value, like /ec2 show web-1.',
    )
  })

  it('says that a place was not looked in where one of that name was found in another', async () => {
    const failure = { place: virginia, code: 'Timeout', message: 'production, us-east-1 did not answer within 8 s.' }
    const account = anAccount([anInstance({ name: 'web-1' })], [failure])
    const missing = 'Missing: production, us-east-1 did not answer within 8 s.'
    expect(bulletsOf(await runCommand('ec2 show web-1', account))).toEqual([missing])
    const twins = anAccount([anInstance({ name: 'twin' }), anInstance({ name: 'twin' })], [failure])
    expect(plain((await runCommand('ec2 show twin', twins)).note ?? [])).toBe(missing)
  })

  it('does not say that there is none when no place answered', async () => {
    const sandboxed = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }
    const failures = [frankfurt, virginia, sandboxed].map((place) => ({ place, code: 'NoRole', message: 'no role.' }))
    const view = await runCommand('ec2 show web-1', anAccount([], failures))
    expect(leadText(view)).toBe('Nothing could be read. None of the 3 places that were asked gave an answer.')
  })

  it('names an instance without a visible name by its id', async () => {
    const blank = anInstance({ name: ' \u200b ' })
    expect(leadText(await runCommand(`ec2 show ${blank.id}`, anAccount([blank])))).toContain(`${blank.id} is`)
  })

  it('offers at most five hundred of many, in a moment', async () => {
    const many = anAccount(Array.from({ length: 10_000 }, () => anInstance({ name: 'kafka' })))
    const view = await runCommand('ec2 show kafka', many)
    expect(Object.keys(pressable(view))).toHaveLength(500)
    expect(plain(view.note ?? [])).toContain('The first 500 are offered')
  })
})
