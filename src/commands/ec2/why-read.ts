import { type InstanceFacts, memoryMetric } from '../../core/ec2/evidence.ts'
import { type Diagnosis, known, type Read, readToWords, type Source } from '../../core/evidence.ts'

/** Where what was read comes from. Windlass's own record is read whenever CloudTrail is asked for. */
export function sourcesOf(facts: InstanceFacts, found: readonly Diagnosis[]): readonly Source[] {
  const { trail, console: output, activities, spot, measures, network, registrations } = facts
  const isPriced = found.some(({ evidence }) => evidence.some(({ source }) => source === 'prices'))
  const read: readonly (readonly [Source, boolean])[] = [
    ['ec2', true],
    ['console', known(output) !== undefined],
    ['cloudtrail', (known(trail) ?? known(facts.networkTrail)) !== undefined],
    ['windlass', trail !== undefined],
    ['scaling', known(activities) !== undefined],
    ['spot', spot !== undefined && 'value' in spot],
    ['cloudwatch', known(measures) !== undefined],
    ['network', known(network) !== undefined],
    ['balancing', known(registrations) !== undefined],
    ['prices', isPriced],
  ]
  return read.flatMap(([source, isRead]) => (isRead ? [source] : []))
}

/** What was asked for and could not be read, each a whole sentence. */
export function unreadOf(facts: InstanceFacts, timeZone: string): readonly string[] {
  const { details, trail, around, console: output, activities, spot, measures, network, registrations } = facts
  const reads: readonly (Read<unknown> | undefined)[] = [
    output,
    trail,
    around,
    facts.networkTrail,
    activities,
    spot,
    measures,
    network,
    registrations,
  ]
  const sentences = reads.flatMap((read) => (read !== undefined && 'unread' in read ? [read.unread] : []))
  const cut = readToWords(trail, timeZone)
  return [
    ...new Set([
      ...details.unread,
      ...sentences,
      ...unmeasured(facts),
      ...(known(registrations)?.unread ?? []),
      ...(cut === undefined ? [] : [`${cut}.`]),
    ]),
  ]
}

/** Of what is slow everybody looks at memory first. */
function unmeasured({ about, details, measures }: InstanceFacts): readonly string[] {
  const { values, memoryUnread } = known(measures) ?? {}
  if (details.instance.state !== 'running' || (about !== undefined && about !== 'slow')) return []
  if (memoryUnread !== undefined) return [`Its memory was not measured. ${memoryUnread}`]
  return about === undefined || values === undefined || values[memoryMetric] !== undefined
    ? []
    : [`Its memory was not measured: AWS sees it only where a CloudWatch agent in it publishes ${memoryMetric}.`]
}
