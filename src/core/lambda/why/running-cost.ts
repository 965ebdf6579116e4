import { createLambdaCosts } from '../../compare/lambda-cost.ts'
import type { Evidence } from '../../evidence.ts'
import { dollars } from '../../money.ts'
import { bold, type Text, text } from '../../text.ts'
import { lambdaPrice, pricesCheckedOn, readyPriceIn } from '../prices.ts'
import { megabytes, took } from '../sizes.ts'
import type { FunctionFacts } from './facts.ts'
import { logVolume } from './log-volume.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { callsText, countsOf, grouped, measuresOf, readyIn, reportsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'

const daysAMonth = 30
const secondsADay = 86_400

/** Calls × how long they take × memory, and what is kept ready for them, by list prices. */
export const runningCost: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const counts = countsOf(facts)
  const cost = costOf(facts)
  if (counts === undefined || cost === undefined) return undefined
  const { total, usual, ready, compute, requests, gbSeconds } = cost
  return {
    rule: 'running-cost',
    finding: text`${bold(`${shown.name} costs about ${dollars(total)} a month to run`)}, if each day is like the last: ${callsText(counts.invocations)} × ${took(usual.ms)} × ${megabytes(shown.memoryMb)}${ready.beside}.`,
    evidence: [
      {
        says: text`a month: ${dollars(compute)} for ${grouped(Math.round(gbSeconds))} GB-seconds and ${dollars(requests)} for the calls; list prices of ${pricesCheckedOn}, without free tier, discounts and Savings Plans`,
        source: 'prices',
      },
      ...ready.evidence,
      { says: [usual.says], source: usual.source },
      ...retried(facts, counts.errors),
      ...besides(facts),
    ],
    next: text`Fewer calls (bigger batches, filters on the trigger), shorter calls, and no more memory than makes them shorter.`,
    actions: [
      offerMetrics(shown),
      offerTopic('lambda-billing', 'How it is billed'),
      offerTopic('lambda-cost', 'How to pay less'),
    ],
  }
}

const unseen = (what: string): Evidence => ({ says: [`what ${what} cost is not visible here`], source: 'lambda' })

/** What it costs beside that it runs, as far as it is known. */
function besides(facts: FunctionFacts): readonly Evidence[] {
  const log = logVolume(facts)
  if (log === undefined) return [unseen('its log, its network traffic and what it calls')]
  const says = text`its log takes in about ${log.size} a month, for ${dollars(log.dollars)} on top`
  return [{ says, source: 'cloudwatch' }, unseen('its network traffic and what it calls')]
}

/** A month of it, if each day is like the last; nothing where it was not called, or has no price. */
export function costOf(facts: FunctionFacts) {
  const { function: shown } = facts.details
  const counts = countsOf(facts)
  const usual = usualMs(facts)
  const price = lambdaPrice(shown.place.region, shown.architecture === 'arm64' ? 'arm64' : 'x86')
  if (counts === undefined || counts.invocations === 0 || usual === undefined || price === undefined) return undefined
  const costs = createLambdaCosts({ durationMs: usual.ms, memoryMb: shown.memoryMb, hasFreeTier: false }, price)
  const { monthly, compute, requests, gbSeconds } = costs.of(counts.invocations * daysAMonth)
  const ready = readyCost(facts)
  const [total, ofMemory] = [monthly + ready.dollars, compute + ready.dollars]
  return { total, ofMemory, usual, ready, compute, requests, gbSeconds }
}

type ReadyCost = { readonly dollars: number; readonly beside: Text; readonly evidence: readonly Evidence[] }

/** What is kept ready is paid for by the second, called or not (aws.amazon.com/lambda/pricing, "Provisioned Concurrency"). */
function readyCost(facts: FunctionFacts): ReadyCost {
  const { place, architecture, memoryMb } = facts.details.function
  const ready = readyIn(facts)
  if (ready === undefined) {
    const says = ['what is kept ready could not be read: its price would come on top']
    return { dollars: 0, beside: [], evidence: [{ says, source: 'lambda' }] }
  }
  if (ready === 0) return { dollars: 0, beside: [], evidence: [] }
  const price = readyPriceIn(place.region, architecture)
  if (price === undefined) {
    const beside = text`, without the ${grouped(ready)} that are kept ready: of those Windlass has no price for ${architecture} in ${place.region}`
    return { dollars: 0, beside, evidence: [] }
  }
  const cost = ready * (memoryMb / 1024) * daysAMonth * secondsADay * price
  const says = text`${dollars(cost)} of it for ${grouped(ready)} kept ready day and night, called or not; a call that runs in one of them costs less than is reckoned here`
  return { dollars: cost, beside: text`, and ${grouped(ready)} kept ready`, evidence: [{ says, source: 'prices' }] }
}

type Usual = { readonly ms: number; readonly says: string; readonly source: Evidence['source'] }

/** What was billed, as the log says, is exact; the median of what was measured leaves out how far the slow ones go. */
function usualMs(facts: FunctionFacts): Usual | undefined {
  const reports = reportsOf(facts)
  if (reports.length > 0) {
    const ms = reports.reduce((sum, { billedMs }) => sum + billedMs, 0) / reports.length
    return { ms, says: `${took(ms)} were billed a call, on average of the ${reports.length} newest`, source: 'logs' }
  }
  const lines = measuresOf(facts)
  if (lines === undefined) return undefined
  const weighed = lines.p50.map((value, index) => ({
    value,
    calls: value === undefined ? 0 : (lines.invocations[index] ?? 0),
  }))
  const calls = weighed.reduce((sum, each) => sum + each.calls, 0)
  if (calls === 0) return undefined
  const ms = weighed.reduce((sum, each) => sum + (each.value ?? 0) * each.calls, 0) / calls
  return {
    ms,
    says: `half of the calls take ${took(ms)} or less; what slow ones cost more is left out`,
    source: 'cloudwatch',
  }
}

/** Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation". */
function retried({ details: { function: shown } }: FunctionFacts, errors: number): Evidence[] {
  if (errors === 0) return []
  const until = took(shown.timeoutSeconds * 1000)
  return [
    {
      says: text`${bold(callsText(errors))} failed: an asynchronous call that fails is tried twice more, and each try is billed, up to its timeout of ${until}`,
      source: 'cloudwatch',
    },
  ]
}
