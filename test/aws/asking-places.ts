import { onTestFinished } from 'vitest'
import { createAws } from '../../src/aws/aws.ts'
import { createClients } from '../../src/aws/clients.ts'
import { createIdentity } from '../../src/aws/identity.ts'
import { createPacer } from '../../src/aws/pacer.ts'
import { createPlaceCalls, type PlaceCalls } from '../../src/aws/place-calls.ts'
import type { InstanceDetails } from '../../src/core/ec2/instance.ts'
import { type Account, placesOf } from '../../src/core/place.ts'
import { type AwsSimulation, startAws } from '../../src/playground/aws/organisation.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { assumedRole } from './answers.ts'
import { type Call, type Reply, type Stub, startStub } from './stub.ts'
import { ada, everything, production, sealer, silentLog, useEndpoint } from './surroundings.ts'

export const noon = Date.UTC(2026, 10, 23, 12)

/** Calls in Ada's name to an AWS of the test's own, which gives her sessions and answers the rest. */
export async function askingStub(answer: (call: Call) => Reply): Promise<{ calls: PlaceCalls; stub: Stub }> {
  const stub = await startStub((call) => (call.action === 'AssumeRole' ? assumedRole(call) : answer(call)))
  onTestFinished(() => stub.close())
  useEndpoint(stub.url)
  return { calls: callsTo([production]), stub }
}

/** Calls to the playground's organisation at noon, and its instances by their names. */
export async function askingOrganisation(): Promise<{
  calls: PlaceCalls
  simulation: AwsSimulation
  detailsOf(name: string): Promise<InstanceDetails>
}> {
  const simulation = await startAws({ world: awsWorld(noon), clock: { now: () => noon } })
  onTestFinished(() => simulation.close())
  useEndpoint(simulation.url)
  process.env['AWS_ACCESS_KEY_ID'] = botCredentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = botCredentials.secretAccessKey
  const aws = createAws({ accounts: awsAccounts, now: () => noon, log: silentLog, sealer })
  onTestFinished(() => aws.close())
  const reader = aws.readerFor(ada)
  return {
    calls: callsTo(awsAccounts),
    simulation,
    async detailsOf(name) {
      const query = { ...everything, places: placesOf(awsAccounts), selectors: [{ kind: 'name', name } as const] }
      const { instances } = await reader.findInstances(query)
      const [found] = instances
      if (found === undefined) throw new Error(`no instance ${name}`)
      return reader.describeInstance(found)
    },
  }
}

function callsTo(accounts: readonly Account[]): PlaceCalls {
  const withinMs = 8000
  const clients = createClients({ pacer: createPacer() })
  onTestFinished(() => clients.close())
  const identity = createIdentity({ clients, now: () => noon, withinMs })
  return createPlaceCalls(ada, { accounts, clients, identity, log: silentLog, withinMs })
}
