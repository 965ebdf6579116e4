import type { Instance } from '../core/ec2/instance.ts'
import type { Place, PlaceFailure } from '../core/place.ts'
import { checkChangeRole } from './check-change-role.ts'
import { checkEvidence } from './check-evidence.ts'
import { checkSurroundings } from './check-surroundings.ts'
import { missingInTrust } from './check-trust.ts'
import { readImage, readProtection, readStatus, readTypeSizes, readVolumes } from './instance-questions.ts'
import { type Ask, accountOf, type CallPorts, createPlaceCalls } from './place-calls.ts'
import type { ReadAction } from './read-actions.ts'
import { type Requester, readSession } from './session-input.ts'
import { toInstance } from './to-instance.ts'
import { UndecodableBody } from './undecodable-body.ts'

export type PlaceCheck = {
  readonly place: Place
  /** How many instances the first page showed and whether those are all; nothing where it could not be read. */
  readonly found: { readonly instances: number; readonly isAll: boolean } | undefined
  /** Empty where all is well. Each says what is missing and who can add it. */
  readonly problems: readonly PlaceFailure[]
}

type FirstPage = { readonly found: NonNullable<PlaceCheck['found']>; readonly instance: Instance | undefined }

// Where a place has no instance, one that cannot be: EC2 looks at permissions before it looks for the thing.
const noInstance = { id: 'i-00000000000000000', type: 't3.micro', imageId: 'ami-00000000000000000' } as const
const notThere = 'InvalidInstanceID.NotFound'

/**
 * Asks a place everything that commands will ask to read or to plan; an account's first one also, whether its change
 * role can be had.
 */
export async function checkPlace(place: Place, requester: Requester, ports: CallPorts): Promise<PlaceCheck> {
  const account = accountOf(place, ports.accounts)
  const isFirst = account.regions[0] === place.region
  const [reads, changes] = await Promise.all([
    checkReads(place, requester, ports),
    isFirst ? checkChangeRole({ account, place }, requester, ports) : [],
  ])
  return { ...reads, problems: [...reads.problems, ...changes] }
}

async function checkReads(place: Place, requester: Requester, ports: CallPorts): Promise<PlaceCheck> {
  const account = accountOf(place, ports.accounts)
  const calls = createPlaceCalls(requester, ports)
  const first = await calls.attempt({ place, action: 'ec2:DescribeInstances', reads: 'lists' }, readFirstPage(place))
  if ('failure' in first) {
    const isTrust = first.failure.code === 'NoRole'
    const message = isTrust ? await missingInTrust(account, readSession(account, requester), ports) : undefined
    const failure = message === undefined ? first.failure : { ...first.failure, message }
    return { place, found: undefined, problems: [failure] }
  }
  const instance = first.value.instance ?? { ...emptyInstance(place), ...noInstance }
  const ask = (action: ReadAction, question: Ask<unknown>) => calls.attempt({ place, action, reads: 'whole' }, question)
  const [evidence, surroundings, ...answers] = await Promise.all([
    checkEvidence(instance, calls),
    account.roles.change === undefined ? [] : checkSurroundings(instance, calls),
    ask('ec2:DescribeInstanceStatus', readStatus(instance)),
    ask('ec2:DescribeVolumes', readVolumes([instance])),
    ask('ec2:DescribeImages', readImage(instance)),
    ask('ec2:DescribeInstanceTypes', readTypeSizes([instance.type])),
    ask('ec2:DescribeInstanceAttribute', readProtection(instance, 'disableApiTermination')),
  ])
  const failures = answers.flatMap((answer) => ('failure' in answer ? [answer.failure] : []))
  return {
    place,
    found: first.value.found,
    problems: [...failures.filter(({ code }) => code !== notThere), ...surroundings, ...evidence],
  }
}

function readFirstPage(place: Place): Ask<FirstPage> {
  return async (client, abortSignal) => {
    const page = await client.describeInstances({ MaxResults: 1000 }, { abortSignal })
    if (page.Reservations === undefined) throw new UndecodableBody('An answer without its list')
    const described = page.Reservations.flatMap(({ Instances = [] }) => Instances)
    const [instance] = described
    return {
      found: { instances: described.length, isAll: (page.NextToken ?? '') === '' },
      instance: instance && toInstance(instance, place),
    }
  }
}

function emptyInstance(place: Place): Omit<Instance, keyof typeof noInstance> {
  const addresses = { privateAddress: undefined, publicAddress: undefined }
  return { place, name: undefined, state: 'running', zone: '', launchedAt: undefined, tags: new Map(), ...addresses }
}
