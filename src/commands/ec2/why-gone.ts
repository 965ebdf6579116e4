import type { ReadPorts } from '../../core/command.ts'
import { diagnosisView } from '../../core/diagnosis-view.ts'
import type { GoneInstance } from '../../core/ec2/instance.ts'
import { diagnoseGone } from '../../core/ec2/why-gone.ts'
import { wordsOn } from '../../core/ec2/words-on.ts'
import { isReadWhole, mostTrailMs, readToWords, type Source, type TrailRead } from '../../core/evidence.ts'
import { whyNotRead } from '../../core/may-read.ts'
import type { Place } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import type { View } from '../../core/view.ts'
import { readOwn } from './why-facts.ts'

type Looked = { readonly place: Place; readonly trail: TrailRead }

/** What CloudTrail and Windlass still know of what EC2 does not list any more. */
export async function findWhyGone({ id, places }: GoneInstance, ports: ReadPorts): Promise<View> {
  const { scope } = ports
  const [looked, own] = await Promise.all([
    Promise.all(places.map((place) => readTrailIn(place, id, ports))),
    readOwn({ id }, ports),
  ])
  const found = looked.find(({ trail }) => 'value' in trail && trail.value.length > 0)
  const trail = found?.trail ?? looked.find(({ trail: read }) => !isReadWhole(read))?.trail ?? { value: [] }
  const diagnosis = diagnoseGone({ id, places, trail, own, now: scope.now })
  const cut = readToWords(trail, scope.timeZone)
  return diagnosisView({
    found: [diagnosis],
    read: ['ec2', ...('value' in trail ? (['cloudtrail'] satisfies Source[]) : []), 'windlass'],
    unread: [
      ...('unread' in trail ? [trail.unread] : []),
      ...(cut === undefined ? [] : [`${cut}.`]),
      ...scope.missing.map(({ message }) => message),
    ],
    actions: [
      ...(found === undefined
        ? []
        : [runs('history', 'Who did what', wordsOn(['ec2', 'history'], [{ id, place: found.place }]))]),
      runs('refresh', 'Read again', scope.again({})),
    ],
    about: undefined,
    whyNotChange: ports.whyNotChange,
    now: scope.now,
  })
}

async function readTrailIn(place: Place, id: string, { evidence, may, scope: { now } }: ReadPorts): Promise<Looked> {
  const unread = (await whyNotRead([['ec2', 'history', id]], { place, may })).get('/ec2 history')
  if (unread !== undefined) return { place, trail: { unread } }
  return { place, trail: await evidence.listTrail({ place, resource: id, from: now - mostTrailMs, until: now }) }
}
