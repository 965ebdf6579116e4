import type { Diagnosis } from '../evidence.ts'
import { accountLimit } from './why/account-limit.ts'
import { accountUsedUp } from './why/account-used-up.ts'
import { bucketSilent } from './why/bucket-silent.ts'
import { coldStarts } from './why/cold-starts.ts'
import type { FunctionFacts, FunctionTrouble } from './why/facts.ts'
import { failingTrigger } from './why/failing-trigger.ts'
import { initTimeout } from './why/init-timeout.ts'
import { keyUnusable } from './why/key-unusable.ts'
import { lastUpdate } from './why/last-update.ts'
import { logCause } from './why/log-cause.ts'
import { logCost } from './why/log-cost.ts'
import { memoryTight } from './why/memory-tight.ts'
import { memoryMostly, memoryUnused } from './why/memory-unused.ts'
import { nearTimeout } from './why/near-timeout.ts'
import { neverCalled } from './why/never-called.ts'
import { noInternet } from './why/no-internet.ts'
import { noTrigger } from './why/no-trigger.ts'
import { nothingWrong } from './why/nothing-wrong.ts'
import { outOfMemory } from './why/out-of-memory.ts'
import { ownError } from './why/own-error.ts'
import { provisionedBehind } from './why/provisioned-behind.ts'
import { provisionedUnused } from './why/provisioned-unused.ts'
import { reservedByOthers } from './why/reserved-by-others.ts'
import { reservedReached } from './why/reserved-reached.ts'
import type { WhyRule } from './why/rule.ts'
import { ruleOff } from './why/rule-off.ts'
import { runningCost } from './why/running-cost.ts'
import { sinceDeploy } from './why/since-deploy.ts'
import { slowerSince } from './why/slower-since.ts'
import { smallCpu } from './why/small-cpu.ts'
import { state } from './why/state.ts'
import { switchedOff } from './why/switched-off.ts'
import { throttledInside } from './why/throttled-inside.ts'
import { timedOut } from './why/timed-out.ts'
import { triggerOff } from './why/trigger-off.ts'
import { unlogged } from './why/unlogged.ts'
import { unsubscribed } from './why/unsubscribed.ts'

/** One question, and its answers from the exact to the general: the first that fits is the answer, and given once. */
type Question = readonly WhyRule[]

const howItFails: Question = [noInternet, timedOut, outOfMemory, logCause, ownError, unlogged]
const throttled: readonly Question[] = [
  [switchedOff, reservedReached, accountUsedUp, reservedByOthers, accountLimit],
  [provisionedBehind],
]

// In the order in which one is the cause of the next; questions do not depend on each other.
const questions: Readonly<Record<FunctionTrouble, readonly Question[]>> = {
  failing: [[state, keyUnusable, switchedOff], [sinceDeploy], howItFails, [failingTrigger], [lastUpdate], ...throttled],
  throttled: [...throttled, [throttledInside]],
  slow: [
    [slowerSince],
    [initTimeout, coldStarts],
    [noInternet, timedOut],
    // Calls that are long since they start anew say nothing of the CPU.
    [memoryTight, initTimeout, smallCpu],
    // That comes of being slow, and is no cause of it.
    [nearTimeout],
    [provisionedBehind],
    // What is behind it in a queue or a stream waits.
    [failingTrigger],
  ],
  idle: [
    [state, keyUnusable],
    [switchedOff, triggerOff, noTrigger, failingTrigger, ruleOff, bucketSilent, unsubscribed, neverCalled],
    [failingTrigger],
  ],
  cost: [[logCost], [provisionedUnused], [memoryMostly], [runningCost], [memoryUnused]],
}

// Without a question: whatever is wrong. That it costs something is not, nor that it might be faster.
const whatever = [...questions.failing, ...questions.slow, ...questions.idle].map((rules) =>
  rules.filter((rule) => rule !== smallCpu),
)

const mostFound = 3

/** The cause first, then at most two more that are independent of it; always something that is so. */
export function diagnoseFunction(facts: FunctionFacts): readonly [Diagnosis, ...Diagnosis[]] {
  const asked = facts.about === undefined ? whatever : questions[facts.about]
  const answers = asked.flatMap((rules) => firstOf(rules, facts) ?? [])
  const [first, ...others] = answers.filter(
    ({ rule }, index) => answers.findIndex((other) => other.rule === rule) === index,
  )
  return first === undefined ? [nothingWrong(facts)] : [first, ...others.slice(0, mostFound - 1)]
}

function firstOf(rules: Question, facts: FunctionFacts): Diagnosis | undefined {
  for (const rule of rules) {
    const diagnosis = rule(facts)
    if (diagnosis !== undefined) return diagnosis
  }
  return undefined
}
