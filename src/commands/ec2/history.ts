import { type ReadPorts, readCommand } from '../../core/command.ts'
import { type GoneInstance, type Instance, visibleName } from '../../core/ec2/instance.ts'
import { placeParameters } from '../../core/ec2/parameters.ts'
import { wordsOn } from '../../core/ec2/words-on.ts'
import { isReadWhole, mostTrailMs, type TrailRead } from '../../core/evidence.ts'
import { historyView } from '../../core/history-view.ts'
import { sinceParameter } from '../../core/lambda/parameters.ts'
import { pageParameter } from '../../core/page.ts'
import { runs } from '../../core/problem.ts'
import { sinceTime } from '../../core/since.ts'

// Of Windlass's own records, newest first: a change writes several.
const mostOwn = 200

export const ec2History = readCommand({
  words: ['ec2', 'history'],
  about: 'Who did what to an instance, when and from where, by CloudTrail and by Windlass',
  effect: 'sensitive',
  examples: ['web-3', 'web-3 --since 7d'],
  parameters: {
    instance: {
      kind: 'instance',
      about: 'its name, id, a glob or tag:key=value; the id of one that is gone will do',
      placeholder: 'web-3',
      orGone: true,
    },
    ...placeParameters,
    since: sinceParameter('90d'),
    page: pageParameter(),
  },
  aws: { read: ['ec2:DescribeInstances', 'cloudtrail:LookupEvents'] },
  async run({ instance, since: wanted, page = 1 }, ports) {
    const { audit, scope } = ports
    const since =
      wanted === undefined ? scope.now - mostTrailMs : Math.max(sinceTime(wanted, scope), scope.now - mostTrailMs)
    const any = { user: undefined, command: undefined, change: undefined }
    const [trail, own] = await Promise.all([
      readTrail(instance, since, ports),
      audit.listEvents({ ...any, target: instance.id, since, offset: 0, limit: mostOwn }),
    ])
    const isThere = 'place' in instance
    const actions = isThere
      ? [
          runs('why', 'What is wrong', wordsOn(['ec2', 'why'], [instance])),
          runs('show', 'Show', wordsOn(['ec2', 'show'], [instance])),
        ]
      : []
    const name = isThere ? visibleName(instance) : instance.id
    return historyView({ name, trail, own: own.events, since, page, actions }, scope)
  },
})

/** What is gone was in one place, and all others know nothing of it. */
async function readTrail(
  instance: Instance | GoneInstance,
  from: number,
  { evidence, scope: { now } }: ReadPorts,
): Promise<TrailRead> {
  const places = 'place' in instance ? [instance.place] : instance.places
  const reads = await Promise.all(
    places.map((place) => evidence.listTrail({ place, resource: instance.id, from, until: now })),
  )
  return reads.find(hasEvents) ?? reads.find((read) => !isReadWhole(read)) ?? { value: [] }
}

function hasEvents(read: TrailRead): boolean {
  return 'value' in read && read.value.length > 0
}
