import type { Acted } from '../../src/core/acted.ts'
import type { InstanceChanger } from '../../src/core/ec2/changer.ts'
import type { Account } from '../../src/core/place.ts'
import type { Target } from '../../src/core/plan.ts'
import { assumedRole, ec2Answer } from './answers.ts'
import type { Call, Reply } from './stub.ts'
import { frankfurt, production, surround } from './surroundings.ts'

export const changeRole = 'arn:aws:iam::111122223333:role/teams/WindlassChange'
export const changing: Account = { ...production, roles: { ...production.roles, change: changeRole } }

export const target: Target = {
  kind: 'instance',
  id: 'i-0abc',
  place: frankfurt,
  name: 'web-1',
  owner: undefined,
  environment: 'production',
  isProduction: true,
  state: 'running',
  type: 't3.large',
  tags: {},
}

export const done: Record<string, Reply> = {
  StartInstances: ec2Answer(
    'StartInstances',
    '<instancesSet><item><instanceId>i-0abc</instanceId></item></instancesSet>',
  ),
  StopInstances: ec2Answer(
    'StopInstances',
    '<instancesSet><item><instanceId>i-0abc</instanceId></item></instancesSet>',
  ),
  RebootInstances: ec2Answer('RebootInstances', '<return>true</return>'),
  TerminateInstances: ec2Answer('TerminateInstances', '<instancesSet/>'),
}
export const usual = (call: Call): Reply =>
  call.action === 'AssumeRole' ? assumedRole(call) : (done[call.action] ?? 'reset')
export type Changes = (changer: InstanceChanger) => Promise<Acted>
export const start: Changes = (each) => each.startInstance(target)
export const stop: Changes = (each) => each.stopInstance(target, { hibernate: false })
export const hibernate: Changes = (each) => each.stopInstance(target, { hibernate: true })
export const reboot: Changes = (each) => each.rebootInstance(target)
export const terminate: Changes = (each) => each.terminateInstance(target)

/** EC2's answer, whatever was asked for. */
export const answering = (reply: Reply | ((attempt: number) => Reply), options: { stepWithinMs?: number } = {}) => {
  let attempts = 0
  return surround(
    (call) => {
      if (call.action === 'AssumeRole') return assumedRole(call)
      attempts += 1
      return typeof reply === 'function' ? reply(attempts) : reply
    },
    { accounts: [changing], ...options },
  )
}
