import { dollars } from '../../money.ts'
import { bold, code, text } from '../../text.ts'
import { peakOf } from '../metrics.ts'
import { pricesCheckedOn, readyPriceIn } from '../prices.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { countsOf, grouped, measuresOf, readyIn } from './readings.ts'
import type { WhyRule } from './rule.ts'

const secondsADay = 86_400

/** Kept ready and paid for by the second; more than half of it was never needed at once, that day. */
export const provisionedUnused: WhyRule = (facts) => {
  const { function: shown, provisioned = [] } = facts.details
  const ready = readyIn(facts) ?? 0
  const counts = countsOf(facts)
  const lines = measuresOf(facts)
  if (ready === 0 || counts === undefined) return undefined
  const peak = counts.invocations === 0 ? 0 : lines && peakOf(lines.concurrency)?.value
  if (peak === undefined || peak > ready / 2) return undefined
  const price = readyPriceIn(shown.place.region, shown.architecture)
  const cost =
    price === undefined ? '' : `, about ${dollars(ready * (shown.memoryMb / 1024) * secondsADay * price)} a day`
  const used =
    peak === 0
      ? 'it was not called in the last day'
      : `at most ${grouped(Math.round(peak))} ran at once in the last day`
  return {
    rule: 'provisioned-unused',
    finding: text`${bold(`${grouped(ready)} of ${shown.name} are kept ready and paid for${cost}, but hardly used:`)} ${used}.`,
    evidence: [
      ...provisioned.map((each) => ({
        says: text`${each.ready} ready for ${each.qualifier}`,
        source: 'lambda' as const,
      })),
      ...(price === undefined ? [] : [{ says: text`list price of ${pricesCheckedOn}`, source: 'prices' as const }]),
    ],
    next: text`Keep fewer ready, or none, with ${code(`/lambda concurrency ${shown.name} --provisioned N`)}; the first calls then start cold.`,
    actions: [offerMetrics(shown), offerTopic('provisioned-concurrency', 'What is provisioned concurrency?')],
  }
}
