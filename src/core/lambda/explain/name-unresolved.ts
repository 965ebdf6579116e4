import { isTimedOut } from './limits.ts'
import type { Rule } from './rule.ts'

// EAI_AGAIN of getaddrinfo, as Python, Ruby, Node.js and libpq word it, and Go's: no answer, not that there is no such name.
const unanswered =
  /Temporary failure in name resolution|\bEAI_AGAIN\b|lookup [\w.-]+ on [\d.:]+: (?:read udp[^\n]{0,100}i\/o timeout|server misbehaving)/
const host =
  /EAI_AGAIN ([\w.-]*\w)|lookup ([\w.-]+) on|host=['"]([\w.-]+)['"]|host name "([\w.-]+)"|resolve ['"]([\w.-]+)['"]/

/** VPC User Guide, "DNS attributes for your VPC" and "DHCP option sets"; the Route 53 Resolver answers without a NAT gateway. */
export const nameUnresolved: Rule = (facts) => {
  const { message, isInVpc } = facts
  if (isTimedOut(facts) || !unanswered.test(message)) return undefined
  const goal =
    host
      .exec(message)
      ?.slice(1)
      .find((part) => part !== undefined) ?? 'what it calls'
  const cause = `DNS gave no answer when it asked for the address of ${goal}.`
  const again = 'Where it happens now and then only, let the code try again.'
  if (isInVpc === false) return { cause, next: `Check that the name is right and its DNS servers answer. ${again}` }
  return {
    cause: `${cause} ${isInVpc === true ? 'It runs in a VPC, so it asks the DNS servers of that VPC.' : 'If it runs in a VPC, it asks the DNS servers of that VPC.'}`,
    next: `Check that the VPC has DNS support on (enableDnsSupport), and which DNS servers its DHCP options name: servers of your own have to run, and routes and security groups have to let the function reach them on port 53. ${again}`,
  }
}
