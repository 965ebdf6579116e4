import { ending, launching, statusCheckFailed } from '../aws/auto-scaling/activities.ts'
import { asAutoScaling } from '../aws/auto-scaling/trail.ts'
import { awsPace } from '../aws/pace.ts'
import type { PastEvent } from '../aws/past-event.ts'
import type { AwsPlace, SimulatedInstance } from '../aws/world.ts'
import { writeOutOfMemory, writeShutdown } from './aws-consoles.ts'
import { byDeployment, bySchedule, byWindlass, throughConsole } from './aws-doers.ts'
import { agoMs } from './aws-row.ts'

type Chapter = (place: AwsPlace, now: number) => void

/** What led to the state that some things are in: worth asking about. */
const chapters: Readonly<Record<string, Chapter>> = {
  'production eu-central-1': (place, now) => {
    writeOutOfMemory(instanceIn(place, 'web-5'), { at: now - agoMs('24m'), now })
    place.past.push(...deployed(place, 'order-intake', true), ...deployed(place, 'carrier-rates', false))
  },
  'production eu-west-1': (place, now) => writeShutdown(instanceIn(place, 'warehouse-sftp'), now),
  'production us-east-1': replaceUnhealthy,
  'staging eu-central-1': (place) => {
    place.past.push(
      stopped([instanceIn(place, 'grafana-staging')], throughConsole('grace')),
      stopped([instanceIn(place, 'loadtest-3'), instanceIn(place, 'loadtest-4')], byWindlass('U0ADA')),
    )
  },
  'sandbox eu-west-1': (place, now) => {
    const notebook = instanceIn(place, 'grace-notebook')
    place.past.push(
      stopped([notebook], throughConsole('grace')),
      notStarted(notebook, now - agoMs('20h')),
      notStarted(notebook, now - agoMs('40m')),
      stopped([instanceIn(place, 'lin-dev')], bySchedule),
    )
  },
}

export function addHistory(account: string, places: ReadonlyMap<string, AwsPlace>, now: number): void {
  for (const [region, place] of places) chapters[`${account} ${region}`]?.(place, now)
}

function instanceIn({ instances }: AwsPlace, name: string): SimulatedInstance {
  const found = instances.find(({ running: { Tags } }) => Tags?.some((tag) => tag.Key === 'Name' && tag.Value === name))
  if (found === undefined) throw new Error(`no instance ${name} in this place`)
  return found
}

type By = Pick<PastEvent, 'doer' | 'from'>

const asked = (instances: readonly SimulatedInstance[]) => ({
  instancesSet: { items: instances.map(({ id }) => ({ instanceId: id })) },
})

function stopped(instances: readonly SimulatedInstance[], by: By): PastEvent {
  const at = instances[0]?.moves.find(({ state }) => state === 'stopping')?.at ?? 0
  return { at, service: 'ec2', name: 'StopInstances', ...by, parameters: { ...asked(instances), force: false } }
}

/** EC2 User Guide, "Troubleshoot instance launch issues", in EC2's own words. */
function notStarted(simulated: SimulatedInstance, at: number): PastEvent {
  const { InstanceType, Placement } = simulated.running
  const message = `We currently do not have sufficient ${InstanceType} capacity in the Availability Zone you requested (${Placement?.AvailabilityZone}). Our system will be working on provisioning additional capacity.`
  return {
    at,
    service: 'ec2',
    name: 'StartInstances',
    ...throughConsole('grace'),
    parameters: asked([simulated]),
    error: { code: 'Server.InsufficientInstanceCapacity', message },
  }
}

/** One that its group took out since its checks failed, and the one that took its place. */
function replaceUnhealthy(place: AwsPlace): void {
  const [lost, next] = [instanceIn(place, 'web-us-3'), instanceIn(place, 'web-us-4')]
  const at = lost.moves.find(({ state }) => state === 'shutting-down')?.at ?? 0
  const launchedAt = next.moves[0]?.at ?? at
  writeOutOfMemory(lost, { at: at - agoMs('6m'), now: at })
  const fleet = place.fleets.find(({ members }) => members.includes(next.id))
  fleet?.activities.push(
    { ...ending(lost.id, { at, until: at + awsPace.stoppingMs }), cause: statusCheckFailed(at) },
    launching(next.id, { at: launchedAt, until: launchedAt + awsPace.startingMs }),
  )
  place.past.push(asAutoScaling('TerminateInstances', lost.id, at), asAutoScaling('RunInstances', next.id, launchedAt))
}

function deployed({ functions }: AwsPlace, functionName: string, isPublished: boolean): PastEvent[] {
  const at = functions.find(({ name }) => name === functionName)?.latest.updatedAt
  if (at === undefined) throw new Error(`no function ${functionName} in this place`)
  const code = { s3Bucket: 'harbour-artifacts', s3Key: `${functionName}/${at}.zip`, publish: false, dryRun: false }
  const update = {
    at,
    service: 'lambda',
    name: 'UpdateFunctionCode',
    ...byDeployment,
    parameters: { functionName, ...code },
  }
  const publish = { ...update, at: at + 20_000, name: 'PublishVersion', parameters: { functionName } }
  return isPublished ? [update, publish] : [update]
}
