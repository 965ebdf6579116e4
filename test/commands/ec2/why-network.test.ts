import { describe, expect, it } from 'vitest'
import type { TrailQuery, TrailRead } from '../../../src/core/evidence.ts'
import { anAccount } from '../../fixtures/account.ts'
import { mayIn } from '../../fixtures/evidence.ts'
import { aCall, aNetwork, anEntry, hour, read, tcp } from '../../fixtures/instance-facts.ts'
import { leadText, noteText, runCommand } from '../../fixtures/run-command.ts'
import { anInstance, noon } from '../../fixtures/values.ts'

const id = 'i-0123456789abcdef0'
const local = { destination: '10.0.0.0/16', target: 'local', isBlackhole: false }
const isCutOff = { routes: [local], routeTable: 'rtb-1' }
const asked = JSON.stringify({ routeTableId: 'rtb-1', destinationCidrBlock: '0.0.0.0/0' })

async function why(
  typed: string,
  network: Parameters<typeof aNetwork>[1],
  { may = mayIn('allow'), trail }: Trail = {},
) {
  const web = anInstance({ id, name: 'web-3', publicAddress: '54.93.18.7' })
  const trails: TrailQuery[] = []
  const listTrail = async (query: TrailQuery): Promise<TrailRead> => {
    trails.push(query)
    return query.resource === id ? read([]) : (trail ?? read([aCall('DeleteRoute', { asked })]))
  }
  const evidence = { listTrail, readNetwork: async () => aNetwork([tcp(443)], network) }
  const view = await runCommand(`ec2 why web-3 ${typed}`, anAccount([web]), { evidence, may })
  return { trails, line: leadText(view), note: noteText(view) }
}

type Trail = { readonly may?: ReturnType<typeof mayIn>; readonly trail?: TrailRead }

describe('who changed its network', () => {
  it('is asked of CloudTrail once its network is found to be why', async () => {
    const { trails, line, note } = await why('', isCutOff)
    expect(trails).toMatchObject([{ resource: 'rtb-1', from: noon - 31 * 24 * hour, until: noon, isShort: true }])
    expect(line).toContain('grace (role Admin) deleted the route for 0.0.0.0/0 from rtb-1')
    expect(note).toContain('CloudTrail')
  })

  it('is asked of the network ACL where that is why', async () => {
    const { trails } = await why('--port 443', { ...isCutOff, routes: [], entries: [anEntry(100, 'outbound')] })
    expect(trails.map(({ resource }) => resource)).toEqual([id, 'sg-1', 'rtb-1', 'acl-1'])
  })

  it('is not asked where its network lets everyone through', async () => {
    expect((await why('', { routeTable: 'rtb-1' })).trails).toEqual([])
    expect((await why('--port 443', { routeTable: 'rtb-1' })).trails).toMatchObject([
      { resource: id },
      { resource: 'sg-1' },
    ])
  })

  it('is not asked for whom the history is not allowed', async () => {
    const { trails, line, note } = await why('', isCutOff, { may: mayIn('deny') })
    expect(trails).toEqual([])
    expect(line).toBe('web-3 has a public address and no way out: its subnet has no route to an internet gateway.')
    expect(note).toContain('/ec2 history in production')
  })

  it('is said to be unread where CloudTrail does not answer', async () => {
    const { line, note } = await why('', isCutOff, { trail: { unread: 'CloudTrail could not be read: not allowed.' } })
    expect(line).not.toContain('grace')
    expect(note).toContain('CloudTrail could not be read: not allowed.')
  })
})
