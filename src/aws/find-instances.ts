import type { Instance as Described, DescribeInstancesCommandOutput, EC2, Reservation } from '@aws-sdk/client-ec2'
import pLimit from 'p-limit'
import type { Instance } from '../core/ec2/instance.ts'
import type { FoundInstances, InstanceQuery } from '../core/ec2/instances.ts'
import type { Place, PlaceFailure } from '../core/place.ts'
import { type AskedFilters, filtersFor } from './ec2-filters.ts'
import type { Pacer } from './pacer.ts'
import type { PlaceCalls } from './place-calls.ts'
import { toInstance } from './to-instance.ts'
import { UndecodableBody } from './undecodable-body.ts'

const placesAtOnce = 64
// What EC2 recommends for DescribeInstances, and its most.
const pageSize = 1000
const instancesPerStep = 50

type Ports = { readonly calls: PlaceCalls; readonly pacer: Pacer }

/** Every place at once; a place that fails is reported, the others are shown. */
export async function findInstances(query: InstanceQuery, { calls, pacer }: Ports): Promise<FoundInstances> {
  const questions = filtersFor(query)
  const limit = pLimit(placesAtOnce)
  const answers = await Promise.all(
    query.places.map((place) =>
      limit(() =>
        calls.attempt({ place, action: 'ec2:DescribeInstances', reads: 'lists' }, (client, signal) =>
          readPlace(questions, { place, client, signal, pacer }),
        ),
      ),
    ),
  )
  const failures: PlaceFailure[] = []
  const instances: Instance[] = []
  for (const answer of answers) {
    if ('failure' in answer) failures.push(answer.failure)
    else for (const instance of answer.value) instances.push(instance)
  }
  return { instances, failures }
}

type Reading = {
  readonly place: Place
  readonly client: EC2
  readonly signal: AbortSignal
  readonly pacer: Pacer
}

async function readPlace(questions: readonly AskedFilters[], reading: Reading): Promise<Iterable<Instance>> {
  const found = await Promise.all(questions.map((question) => readPages(question, reading)))
  const [only] = found
  if (found.length === 1 && only !== undefined) return only
  return new Map(found.flat().map((instance) => [instance.id, instance])).values()
}

async function readPages({ filters, keeps }: AskedFilters, reading: Reading): Promise<Instance[]> {
  const instances: Instance[] = []
  const input = { MaxResults: pageSize, ...(filters.length === 0 ? {} : { Filters: [...filters] }) }
  let next: { NextToken?: string } = {}
  do {
    // oxlint-disable-next-line no-await-in-loop -- only a page's answer holds the token of the next
    const page = await reading.client.describeInstances({ ...input, ...next }, { abortSignal: reading.signal })
    // oxlint-disable-next-line no-await-in-loop -- mapped while the next page is not there anyway
    await addInstances(page, { to: instances, keeps, reading })
    next = nextOf(page, next.NextToken)
  } while (next.NextToken !== undefined)
  return instances
}

function nextOf({ NextToken }: DescribeInstancesCommandOutput, last: string | undefined): { NextToken?: string } {
  if (NextToken === undefined || NextToken === '') return {}
  if (NextToken === last) throw new UndecodableBody('A page that leads to itself')
  return { NextToken }
}

function instancesOf({ Instances }: Reservation): Described[] {
  if (Instances === undefined) throw new UndecodableBody('A reservation without its instances')
  return Instances
}

type Adding = { readonly to: Instance[]; readonly keeps: AskedFilters['keeps']; readonly reading: Reading }

function addInstances(page: DescribeInstancesCommandOutput, { to, keeps, reading }: Adding): Promise<void> {
  if (page.Reservations === undefined) throw new UndecodableBody('An answer without its list')
  const described = page.Reservations.flatMap(instancesOf)
  let done = 0
  return reading.pacer.run(() => {
    for (const each of described.slice(done, done + instancesPerStep)) {
      const instance = toInstance(each, reading.place)
      if (keeps(instance)) to.push(instance)
    }
    done += instancesPerStep
    return done < described.length
  })
}
