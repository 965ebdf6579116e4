import { isTimedOut } from './limits.ts'
import type { Rule } from './rule.ts'

// RFC 1918; a port as Node.js and Go write it, or as libpq does.
const place =
  /\b((?:10\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.\d{1,3}\.\d{1,3})\b(?:(?::|['")\s,]{1,4}port )(\d{1,5})\b)?/
const late = /ETIMEDOUT|timed out|i\/o timeout/i

/** No NAT gateway and no endpoint has to do with an address within the VPC, or within what is connected to it. */
export const privateAddress: Rule = (facts) => {
  const { message, log = '', isInVpc } = facts
  const isLate = isTimedOut(facts)
  const said = [message, ...(isLate ? log.split('\n') : [])]
  const [, address, port] = place.exec(said.find((text) => late.test(text) && place.test(text)) ?? '') ?? []
  if (address === undefined) return undefined
  const goal = port === undefined ? address : `${address}:${port}`
  const cause = `${isLate ? 'It waited for a connection until its time was up: it' : 'It'} could not reach ${goal}, a private address.`
  if (isInVpc === false) {
    return {
      cause: `${cause} It does not run in a VPC, and private addresses are reached from within one only.`,
      next: 'Its owner puts it into the VPC of that address, or gives it an address that is reached from outside.',
    }
  }
  const vpc =
    isInVpc === true ? '' : ' Look with /lambda show whether it has a VPC: without one, it reaches no such address.'
  return {
    cause: `${cause} Nothing answered: most likely a security group (or, to another network, a route) does not let it through, or what it calls is not running.`,
    next: `Check that the security group of ${address} lets ${port === undefined ? 'it' : `port ${port}`} in from that of the function, that the function's lets it out, and that what it calls runs.${vpc}`,
  }
}
