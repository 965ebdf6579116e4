import type { InstanceFacts } from '../../core/ec2/evidence.ts'
import { type Diagnosis, known, type Read, readToWords, type Source } from '../../core/evidence.ts'

/** Where what was read comes from. Windlass's own record is read whenever CloudTrail is asked for. */
export function sourcesOf(facts: InstanceFacts, found: readonly Diagnosis[]): readonly Source[] {
  const { trail, console: output, activities, spot, measures, network } = facts
  const isPriced = found.some(({ evidence }) => evidence.some(({ source }) => source === 'prices'))
  const read: readonly (readonly [Source, boolean])[] = [
    ['ec2', true],
    ['console', known(output) !== undefined],
    ['cloudtrail', known(trail) !== undefined],
    ['windlass', trail !== undefined],
    ['scaling', known(activities) !== undefined],
    ['spot', spot !== undefined && 'value' in spot],
    ['cloudwatch', known(measures) !== undefined],
    ['network', known(network) !== undefined],
    ['prices', isPriced],
  ]
  return read.flatMap(([source, isRead]) => (isRead ? [source] : []))
}

/** What was asked for and could not be read, each a whole sentence. */
export function unreadOf(facts: InstanceFacts, timeZone: string): readonly string[] {
  const { details, trail, console: output, activities, spot, measures, network } = facts
  const reads: readonly (Read<unknown> | undefined)[] = [output, trail, activities, spot, measures, network]
  const sentences = reads.flatMap((read) => (read !== undefined && 'unread' in read ? [read.unread] : []))
  const cut = readToWords(trail, timeZone)
  return [...new Set([...details.unread, ...sentences, ...(cut === undefined ? [] : [`${cut}.`])])]
}
