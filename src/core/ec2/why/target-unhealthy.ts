import type { Diagnosis } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts, RegisteredTarget } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'
import { answeredCodes, checkName, targetEvidence, targetsOf } from '../why-targets.ts'

/** It runs, and a load balancer finds it unhealthy: how its program takes the health check. */
export function targetUnhealthy(facts: InstanceFacts): Diagnosis | undefined {
  const target = targetsOf(facts).find(({ state }) => state === 'unhealthy')
  if (target === undefined) return undefined
  const { instance } = facts.details
  const { what, helps } = failureOf(target)
  return {
    rule: 'target-unhealthy',
    finding: text`${bold(`${target.group} finds ${visibleName(instance)} unhealthy:`)} ${what}.`,
    evidence: targetEvidence(target, facts),
    next: helps,
    actions: [
      consoleOffer(instance),
      askOffer('What is a target group?', 'target-groups'),
      askOffer('Errors of load balancers', 'load-balancer-errors'),
    ],
  }
}

type Failure = { readonly what: Text; readonly helps: Text }

// Elastic Load Balancing User Guide for Application Load Balancers, "Target health reason codes".
function failureOf(target: RegisteredTarget): Failure {
  const { reason, says, check } = target
  const answered = answeredCodes(target)
  const port = check.port === undefined ? 'the port' : `port ${check.port}`
  if (answered !== undefined)
    return {
      what: text`its program answers ${checkName(target)} with ${bold(answered)}${check.expects === undefined ? '' : `, where ${check.expects} is expected`}`,
      helps: text`Look in the log of its program for those answers; or correct the path or the codes of the check, where they are not meant.`,
    }
  switch (reason) {
    case 'Target.Timeout':
      return {
        what: text`it does not answer ${checkName(target)} in time`,
        helps: text`See inside whether its program listens on ${port} (${code('ss -ltn')}) and is not too busy to answer; its own firewall, the security group and the network ACL have to let the load balancer in.`,
      }
    case 'Target.FailedHealthChecks':
      return {
        what: text`the load balancer gets no connection for ${checkName(target)}, or no proper answer`,
        helps: text`See inside whether its program listens on ${port} (${code('ss -ltn')}), on every address, and speaks the protocol of the check.`,
      }
    case undefined:
    default:
      return {
        what: text`${says === undefined ? 'AWS does not say why' : `AWS says: ${says}`}`,
        helps: text`Read it again in some minutes; then ask its owner.`,
      }
  }
}
