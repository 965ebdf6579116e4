import { describe, expect, it } from 'vitest'
import type { InstanceEvidence, MeasureQuery } from '../../../src/core/ec2/evidence.ts'
import type { InstanceDetails } from '../../../src/core/ec2/instance.ts'
import type { TrailQuery } from '../../../src/core/evidence.ts'
import { anAccount } from '../../fixtures/account.ts'
import { anEvidence, mayIn } from '../../fixtures/evidence.ts'
import {
  aCall,
  aNetwork,
  aStep,
  byUserAt,
  hour,
  read,
  someMeasures,
  stoppedAt,
  tcp,
} from '../../fixtures/instance-facts.ts'
import { bulletsOf, leadText, noteText, paragraphsOf, pressable, runCommand } from '../../fixtures/run-command.ts'
import { anInstance, noon } from '../../fixtures/values.ts'

const id = 'i-0123456789abcdef0'
const user = { code: 'Client.UserInitiatedShutdown', message: 'User initiated shutdown' }
const on = `${id} --account production --region eu-central-1`

function aStoppedOne(given: Partial<InstanceDetails> = {}, tags: Record<string, string> = {}) {
  const web = anInstance({ id, name: 'web-3', state: 'stopped', tags })
  const details = { stateReason: user, stateTransition: byUserAt, instanceCheck: undefined, systemCheck: undefined }
  return anAccount([web], [], { details: { [id]: { ...details, ...given } } })
}

function aRunningOne(given: Partial<InstanceDetails> = {}) {
  return anAccount([anInstance({ id, name: 'web-3' })], [], { details: { [id]: given } })
}

/** Evidence that remembers what was asked of it. */
function askedEvidence(given: Partial<InstanceEvidence> = {}) {
  const asked: string[] = []
  const all = anEvidence(given)
  const measured: MeasureQuery[] = []
  const trails: TrailQuery[] = []
  const evidence: InstanceEvidence = {
    listTrail: async (query) => (asked.push('trail'), trails.push(query), all.listTrail(query)),
    readConsole: async (instance) => (asked.push('console'), all.readConsole(instance)),
    listScalingActivities: async (place, group) => (asked.push(group), all.listScalingActivities(place, group)),
    findSpotRequest: async (instance) => (asked.push('spot'), all.findSpotRequest(instance)),
    measureInstance: async (query) => (asked.push('measures'), measured.push(query), all.measureInstance(query)),
    readNetwork: async (details) => (asked.push('network'), all.readNetwork(details)),
    decodeDenial: all.decodeDenial,
    readSubnetRoutes: all.readSubnetRoutes,
    readRegistrations: async (details) => (asked.push('registrations'), all.readRegistrations(details)),
    readAccountConcurrency: all.readAccountConcurrency,
    measureLog: all.measureLog,
  }
  return { asked, measured, trails, evidence }
}

const may = mayIn('allow')

describe('/ec2 why', () => {
  it('says the cause first, then what shows it with times and sources, then what helps', async () => {
    const evidence = { listTrail: async () => read([aCall('StopInstances')]) }
    const view = await runCommand('ec2 why web-3', aStoppedOne(), { evidence, may })
    expect(leadText(view)).toBe('web-3 was stopped in AWS by grace (role Admin), 2026-11-23T10:00Z, 2 h ago.')
    expect(bulletsOf(view)).toEqual([
      '2026-11-23T10:00Z StopInstances by grace (role Admin) from 203.0.113.7 (CloudTrail)',
    ])
    expect(paragraphsOf(view)).toEqual([])
    expect(noteText(view)).toBe('Read 2026-11-23T12:00Z: EC2, CloudTrail, Windlass.')
    expect(pressable(view)).toMatchObject({ Show: `ec2 show ${on}`, 'Read again': 'ec2 why web-3' })
  })

  it('says once that memory is not measured where nobody measures it', async () => {
    const note = async (typed: string, values: Parameters<typeof someMeasures>[0]) => {
      const evidence = { measureInstance: async () => someMeasures(values) }
      return noteText(await runCommand(typed, aRunningOne(), { evidence, may }))
    }
    const unmeasured = 'Its memory was not measured: AWS sees it only where a CloudWatch agent in it publishes'
    expect(await note('ec2 why web-3 --about slow', { CPUUtilization: [20] })).toContain(unmeasured)
    expect(await note('ec2 why web-3 --about slow', { mem_used_percent: [20] })).not.toContain('memory')
    expect(await note('ec2 why web-3', { CPUUtilization: [20] })).not.toContain('memory')
  })

  it('says why its memory was not measured where nobody could look for it', async () => {
    const { value } = someMeasures({ CPUUtilization: [20] })
    const memoryUnread = 'CloudWatch takes no more requests.'
    const evidence = { measureInstance: async () => read({ ...value, memoryUnread }) }
    const note = async (typed: string) => noteText(await runCommand(typed, aRunningOne(), { evidence, may }))
    const says = `Its memory was not measured. ${memoryUnread}`
    expect(await note('ec2 why web-3 --about slow')).toContain(says)
    expect(await note('ec2 why web-3 --about slow')).not.toContain('agent')
    expect(await note('ec2 why web-3')).toContain(says)
    expect(await note('ec2 why web-3 --about cost')).not.toContain('memory')
  })

  describe('offers no change that the person may not make', () => {
    const leads = `
      permit (principal, action in Action::"read", resource);
      permit (principal in Group::"changers", action in Action::"change", resource);
      @reason("Changes to production are for leads.")
      forbid (principal, action in Action::"change", resource)
      when { resource.production } unless { principal in Group::"leads" };`
    const asked = (...groups: string[]) =>
      runCommand(
        'ec2 why web-3',
        aStoppedOne({ stateReason: { code: 'Client.InstanceInitiatedShutdown', message: '' } }),
        {
          policies: leads,
          groups,
          may: mayIn('deny'),
        },
      )

    it('and says in few words who may', async () => {
      const view = await asked('changers')
      expect(Object.keys(pressable(view))).toEqual(['How to prevent it', 'Show'])
      expect(paragraphsOf(view)[0]).toMatch(
        /^What helps: Start it, .* on Windows\. Changes to production are for leads\.$/,
      )
    })

    it('but to whom may', async () => {
      const view = await asked('changers', 'leads')
      expect(pressable(view)).toMatchObject({ 'Start web-3': `ec2 start ${on}` })
      expect(paragraphsOf(view)[0]).toMatch(/on Windows\.$/)
    })
  })

  it('says back to when CloudTrail was read where that is not all of it', async () => {
    const evidence = { listTrail: async () => ({ value: [aCall('StopInstances')], readTo: noon - 5 * hour }) }
    expect(noteText(await runCommand('ec2 why web-3', aStoppedOne(), { evidence, may }))).toBe(
      'Read 2026-11-23T12:00Z: EC2, CloudTrail, Windlass. CloudTrail was read back to 2026-11-23 07:00:00 (UTC) only.',
    )
  })

  it('knows what it did itself, of which only changes count', async () => {
    const { change: _, ...asked } = aStep('StopInstances', { id: 'none', said: '/ec2 show web-3' })
    const events = [aStep('StopInstances'), asked]
    const view = await runCommand('ec2 why web-3', aStoppedOne(), { events: events.toReversed(), may })
    expect(leadText(view)).toBe('web-3 was stopped through Windlass by <@U0ADA>, 2026-11-23T10:00Z, 2 h ago.')
    expect(bulletsOf(view)).toEqual(['2026-11-23T10:00Z <@U0ADA> ran /ec2 stop web-3 (Windlass)'])
  })

  it('has the burst of those volumes measured that have one', async () => {
    const { measured, evidence } = askedEvidence()
    const usual = { device: '/dev/xvda', sizeGib: 30, isEncrypted: true, isDeletedOnTermination: true }
    const volumes = [
      { ...usual, id: 'vol-1', type: 'gp3' },
      { ...usual, id: 'vol-2', type: 'gp2' },
    ]
    await runCommand('ec2 why web-3 --about slow', aRunningOne({ volumes }), { evidence, may })
    expect(measured.map((query) => query.volumes)).toEqual([['vol-2']])
  })

  it('reads neither CloudTrail nor the console for whom their commands are not allowed, and says so', async () => {
    const { asked, evidence } = askedEvidence()
    const account = aStoppedOne({ stateReason: { code: 'Client.InstanceInitiatedShutdown', message: '' } })
    const view = await runCommand('ec2 why web-3', account, { evidence, may: mayIn('deny') })
    expect(leadText(view)).toMatch(/^web-3 was stopped from inside: someone or something on it/)
    expect(asked).toEqual([])
    expect(noteText(view)).toContain(
      'Left out, since you may not run /ec2 console and /ec2 history in production, eu-central-1.',
    )
  })

  it.each([
    ['ec2 why web-3', aStoppedOne(), ['trail']],
    ['ec2 why web-3', aStoppedOne({ stateReason: undefined }), ['trail', 'console']],
    ['ec2 why web-3', aStoppedOne({ lifecycle: 'spot' }), ['spot', 'trail']],
    ['ec2 why web-3 --about cost', aStoppedOne(), []],
    ['ec2 why web-3 --about cost', aRunningOne(), ['measures', 'trail']],
    ['ec2 why web-3 --about slow', aRunningOne(), ['measures', 'console', 'trail']],
    ['ec2 why web-3 --about check', aRunningOne(), ['measures', 'console', 'network', 'registrations']],
    ['ec2 why web-3 --about start', aRunningOne(), ['trail']],
    ['ec2 why web-3 --about start', aRunningOne({ instanceCheck: 'impaired' }), ['trail', 'console', 'measures']],
    ['ec2 why web-3 --port 443', aRunningOne(), ['measures', 'network', 'registrations', 'console', 'trail', 'trail']],
    ['ec2 why web-3 --ipv6', aRunningOne(), ['measures', 'network', 'registrations', 'console', 'trail', 'trail']],
    ['ec2 why web-3 --about outbound', aRunningOne(), ['measures', 'network']],
    ['ec2 why web-3', aRunningOne(), ['measures', 'network', 'registrations', 'console']],
  ])('%s reads only what the question needs (%#)', async (typed, account, wanted) => {
    const { asked, evidence } = askedEvidence()
    await runCommand(typed, account, { evidence, may })
    expect(asked.toSorted()).toEqual(wanted.toSorted())
  })

  it('asks the group of an instance that is gone', async () => {
    const { asked, evidence } = askedEvidence()
    const web = anInstance({ id, name: 'web-3', state: 'terminated', tags: { 'aws:autoscaling:groupName': 'web' } })
    await runCommand(`ec2 why ${id}`, anAccount([web], [], { details: { [id]: { stateReason: user } } }), {
      evidence,
      may,
    })
    expect(asked.toSorted()).toEqual(['trail', 'trail', 'web'])
  })

  it.each([
    ['ec2 why web-3 --about slow', 12 * hour, 300],
    ['ec2 why web-3 --about cost', 168 * hour, 3600],
    ['ec2 why web-3', 3 * hour, 300],
  ])('%s measures as far back as it needs', async (typed, ms, periodSeconds) => {
    const { measured, evidence } = askedEvidence()
    await runCommand(typed, aRunningOne(), { evidence, may })
    expect(measured).toMatchObject([{ from: noon - ms, until: noon, periodSeconds }])
  })

  it('looks 90 days back in CloudTrail, for the instance by its id', async () => {
    const { trails, evidence } = askedEvidence()
    await runCommand('ec2 why web-3', aStoppedOne(), { evidence, may })
    expect(trails).toMatchObject([{ resource: id, from: noon - 90 * 24 * hour, until: noon }])
  })

  it('looks a month back for who changed it or its groups, where it runs, and only a page of each', async () => {
    const { trails, evidence } = askedEvidence()
    await runCommand('ec2 why web-3 --port 443', aRunningOne(), { evidence, may })
    const asked = { from: noon - 31 * 24 * hour, until: noon, isShort: true }
    expect(trails).toMatchObject([
      { resource: id, ...asked },
      { resource: 'sg-1', ...asked },
    ])
  })

  it('does not look for who changed a type that cannot have been changed since', async () => {
    const { asked, evidence } = askedEvidence()
    const web = anInstance({ id, name: 'web-3', launchedAt: noon - 32 * 24 * hour })
    await runCommand('ec2 why web-3 --about cost', anAccount([web]), { evidence, may })
    expect(asked).toEqual(['measures'])
  })

  it('reads none of it for whom the history is not allowed, and says so', async () => {
    const { asked, evidence } = askedEvidence()
    const view = await runCommand('ec2 why web-3 --port 443', aRunningOne(), { evidence, may: mayIn('deny') })
    expect(asked).not.toContain('trail')
    expect(noteText(view)).toContain('/ec2 console and /ec2 history in production')
  })

  it.each([
    ['--protocol udp --port 1194', 'web-3 is closed on UDP port 1194: its security group web opens it to no one.'],
    ['--protocol icmp', 'web-3 answers no ping: its security group web lets none in. That says nothing of its ports.'],
  ])('takes %s for the question whether it can be reached', async (flags, line) => {
    const evidence = { readNetwork: async () => aNetwork([tcp(22)]) }
    expect(leadText(await runCommand(`ec2 why web-3 ${flags}`, aRunningOne(), { evidence, may }))).toBe(line)
  })

  it('takes a port for the question whether it can be reached', async () => {
    const evidence = { readNetwork: async () => aNetwork([tcp(22)]) }
    const view = await runCommand('ec2 why web-3 --port 443', aRunningOne(), { evidence, may })
    expect(leadText(view)).toBe('web-3 is closed on port 443: its security group web opens it to no one.')
    expect(bulletsOf(view)[0]).toBe('web (sg-1) opens 22 to anyone (security groups and routes)')
  })

  it('names what could not be read, and makes no finding of it', async () => {
    const unread = async () => ({ unread: 'CloudWatch: the role may not read metrics.' })
    const view = await runCommand('ec2 why web-3 --about slow', aRunningOne(), {
      evidence: { measureInstance: unread },
      may,
    })
    expect(leadText(view)).toBe('Nothing that Windlass can read says why web-3 is slow: it is ● running.')
    expect(noteText(view)).toBe(
      'Read 2026-11-23T12:00Z: EC2, console output, CloudTrail, Windlass. CloudWatch: the role may not read metrics.',
    )
  })

  it('says what it costs by list prices', async () => {
    const evidence = { measureInstance: async () => someMeasures({ CPUUtilization: [3, 4] }, 3600) }
    const view = await runCommand('ec2 why web-3 --about cost', aRunningOne(), { evidence, may })
    expect(leadText(view)).toBe('web-3 costs about $72.94 a month: it runs, for $0.096 an hour.')
    expect(noteText(view)).toBe('Read 2026-11-23T12:00Z: EC2, CloudTrail, Windlass, CloudWatch, list prices.')
  })

  it.each([
    ['--about slwo', 'slwo is not what is asked of an instance.'],
    ['--protocol sctp', 'sctp is not a protocol to reach an instance with.'],
    ['--port 0', '0 is not a whole number from 1 to 65535.'],
  ])('refuses %s', async (flag, sentence) => {
    const view = await runCommand(`ec2 why web-3 ${flag}`, aRunningOne())
    expect(leadText(view)).toContain(sentence)
  })

  it('refuses UDP without a port', async () => {
    const asked = runCommand('ec2 why web-3 --protocol udp', aRunningOne())
    await expect(asked).rejects.toThrow('--protocol udp goes with --port.')
  })

  it('says what it saw last of a console', async () => {
    const lines = ['[  OK  ] Reached target Power-Off.', 'cloud-init[9]: power_state: shutdown']
    const account = aStoppedOne({ stateReason: { code: 'Client.InstanceInitiatedShutdown', message: '' } })
    const evidence = { readConsole: async () => read({ lines, at: stoppedAt }) }
    expect(bulletsOf(await runCommand('ec2 why web-3', account, { evidence, may }))).toEqual([
      'AWS gives Client.InstanceInitiatedShutdown as the reason (EC2)',
      'the console shows [  OK  ] Reached target Power-Off. (console output)',
      'the console shows cloud-init[9]: power_state: shutdown (console output)',
      'no one stopped it through AWS since its latest start (CloudTrail)',
    ])
  })
})
