import { failureIn } from '../log-failure.ts'
import { limitOf, megabytes } from '../sizes.ts'
import type { FailureFacts, Rule } from './rule.ts'

// How Node.js, botocore, Java, Go and .NET word a connection that does not come about.
const unconnected =
  /connect ETIMEDOUT|ETIMEDOUT|getaddrinfo|Connect ?timeout|connect timed out|Could not connect to the endpoint|UnknownHostException|Name or service not known|dial tcp[^\n]{0,200}(?:i\/o timeout|no such host)|TimeoutError: Connection timed out/i
const address =
  /(?:ETIMEDOUT|getaddrinfo [A-Z_]+|endpoint URL:?|lookup|UnknownHostException:) ["']?((?:https?:\/\/)?[\w.:-]*\w)/

export function isTimedOut({ code, message }: FailureFacts): boolean {
  return code === 'Sandbox.Timedout' || failureIn(message) === 'timeout'
}

/** A function in a VPC has no way out of it, but through a NAT gateway or an endpoint (Developer Guide, "Internet access for VPC functions"). */
export const noWayOut: Rule = (facts) => {
  const { message, log = '', isInVpc } = facts
  const isLate = isTimedOut(facts)
  const said = [message, ...(isLate ? [log] : [])].find((text) => unconnected.test(text))
  if (said === undefined) return undefined
  const goal = address.exec(said)?.[1] ?? 'what it calls'
  const cause = `${isLate ? 'It waited for a connection until its time was up: it' : 'It'} could not reach ${goal}.`
  const check = 'check that the address is right and answers.'
  if (isInVpc === false) return { cause, next: `Look at what the code calls, and ${check}` }
  return {
    cause: `${cause} ${isInVpc === true ? 'It runs in a VPC, and from there nothing' : 'If it runs in a VPC, nothing'} outside is reached without a NAT gateway, or for AWS a VPC endpoint.`,
    next: `${isInVpc === true ? 'Check' : 'Look with /lambda show whether it has a VPC. If so, check'} the route table of its subnets and what its security group lets out; else ${check}`,
  }
}

export const startFaster =
  'Load and connect less before the handler, or only when it is needed; more memory, which brings more CPU, starts faster. With provisioned concurrency or SnapStart a start may take longer than 10 s, and is done before a call comes.'

export const mayBeShutIn =
  ' It runs in a VPC: without a NAT gateway (or a VPC endpoint) nothing outside answers, and that looks just like this.'

export const timeout: Rule = (facts) => {
  if (!isTimedOut(facts)) return undefined
  const [, written] = /timed out after ([\d.]+) seconds/.exec(facts.message) ?? []
  const seconds = facts.timeoutSeconds ?? (written === undefined ? undefined : Number(written))
  const limit = seconds === undefined ? 'its timeout' : `its timeout of ${limitOf(seconds)}`
  const vpc = facts.isInVpc === true ? mayBeShutIn : ''
  if (facts.initTimedOutMs !== undefined) {
    return {
      cause: `It did not start within the 10 s that Lambda gives it. Lambda then started it anew within the call, which was not done within ${limit}.${vpc}`,
      next: startFaster,
    }
  }
  return {
    cause: `It was not done within ${limit}, so Lambda stopped it in the middle. What it had done until then stays done.${vpc}`,
    next: 'Look in its log for the last thing that it did. If it waits for something that does not answer, that needs a shorter time limit of its own; if it only needs longer, its owner raises the timeout.',
  }
}

export const memory: Rule = ({ code = '', message, memoryMb }) => {
  const isOut =
    /OutOfMemory|^MemoryError$|NoMemoryError/.test(code) ||
    failureIn(message) === 'memory' ||
    /cannot allocate memory/i.test(message)
  if (!isOut) return undefined
  // Node.js ends itself there, and NODE_OPTIONS may have set that below what the function has.
  if (/JavaScript heap out of memory/.test(message)) {
    return {
      cause: `It needed more memory than Node.js gives to its objects${memoryMb === undefined ? '' : `, of the ${megabytes(memoryMb)} that it has`}, so Node.js ended the process.`,
      next: 'Its owner gives it more memory, or lets it hold less at once; where NODE_OPTIONS sets --max-old-space-size, that has to grow with it.',
    }
  }
  // An error of its language's own is thrown, and the process lives on.
  const ended =
    code === 'Runtime.OutOfMemory' || failureIn(message) === 'memory'
      ? 'its process was killed'
      : 'what it asked for was refused'
  return {
    cause: `It needed more memory than ${memoryMb === undefined ? 'it has' : `the ${megabytes(memoryMb)} that it has`}, so ${ended}.`,
    next: 'Its owner gives it more memory, which also gives it more CPU, or lets it hold less at once. If smaller payloads work, try one.',
  }
}

// As Lambda words it to whoever called, and to the runtime that hands in the answer.
const refused =
  /Response payload size exceeded|Exceeded maximum allowed payload size|Failed to post handler success response\. Http response code: 413/i

/** Lambda quotas: 6 MB for an answer. */
export const answerTooLong: Rule = ({ code = '', message }) =>
  /ResponseSizeTooLarge/.test(code) || refused.test(message)
    ? {
        cause: 'It ran to its end, but its answer is longer than the 6 MB that Lambda passes on.',
        next: 'What it did is done. To see the answer, let it answer with less, or write it to S3 and answer with where it is.',
      }
    : undefined
