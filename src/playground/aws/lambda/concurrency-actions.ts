import type * as lambda from '@aws-sdk/client-lambda'
import { action, type Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { accountConcurrency, unreservedConcurrency } from './account-concurrency.ts'
import {
  checkRange,
  findFunction,
  findVersion,
  invalidValue,
  latestName,
  qualifiedFunction,
  wholeFunction,
} from './find-function.ts'
import { markerPage } from './marker-page.ts'
import type { Provisioned, SimulatedFunction } from './simulated-function.ts'

/** So much has to stay for functions without a reservation (Lambda Developer Guide, "Configuring reserved concurrency"). */
const leastUnreserved = 100

const getFunctionConcurrency = action({
  name: 'GetFunctionConcurrency',
  resources: wholeFunction,
  run(input: lambda.GetFunctionConcurrencyRequest, call): lambda.GetFunctionConcurrencyResponse {
    const { reserved } = findFunction(input, call).simulated
    return reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved }
  },
})

const putFunctionConcurrency = action({
  name: 'PutFunctionConcurrency',
  resources: wholeFunction,
  run(input: lambda.PutFunctionConcurrencyRequest, call): lambda.Concurrency {
    const { simulated } = findFunction(input, call)
    const { ReservedConcurrentExecutions: wanted = 0 } = input
    checkRange('reservedConcurrentExecutions', wanted, [0, Number.POSITIVE_INFINITY])
    if (unreservedConcurrency(call.place) + (simulated.reserved ?? 0) - wanted < leastUnreserved)
      throw invalidValue(
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
      )
    call.lambdas.pastOf(simulated.arn, call)
    simulated.reserved = wanted
    return { ReservedConcurrentExecutions: wanted }
  },
})

const deleteFunctionConcurrency = action({
  name: 'DeleteFunctionConcurrency',
  resources: wholeFunction,
  run(input: lambda.DeleteFunctionConcurrencyRequest, call): object {
    const { simulated } = findFunction(input, call)
    call.lambdas.pastOf(simulated.arn, call)
    simulated.reserved = undefined
    return {}
  },
})

function provisionedAt({ requested, asked, readyAt }: Provisioned, now: number) {
  const isReady = now >= readyAt
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: isReady ? requested : 0,
    AllocatedProvisionedConcurrentExecutions: isReady ? requested : 0,
    Status: isReady ? 'READY' : 'IN_PROGRESS',
    LastModified: new Date(asked).toISOString().replace('Z', '+0000'),
  } as const
}

const listProvisionedConcurrencyConfigs = action({
  name: 'ListProvisionedConcurrencyConfigs',
  resources: wholeFunction,
  run(input: lambda.ListProvisionedConcurrencyConfigsRequest, call): lambda.ListProvisionedConcurrencyConfigsResponse {
    const { provisioned, arn } = findFunction(input, call).simulated
    const { items, ...next } = markerPage(provisioned, input)
    const configs = items.map((one) => ({ FunctionArn: `${arn}:${one.qualifier}`, ...provisionedAt(one, call.now) }))
    return { ProvisionedConcurrencyConfigs: configs, ...next }
  },
})

const getProvisionedConcurrencyConfig = action({
  name: 'GetProvisionedConcurrencyConfig',
  resources: qualifiedFunction,
  run(input: lambda.GetProvisionedConcurrencyConfigRequest, call): lambda.GetProvisionedConcurrencyConfigResponse {
    const { simulated, qualifier } = findFunction(input, call)
    const known = simulated.provisioned.find((one) => one.qualifier === qualifier)
    if (known === undefined)
      throw new AwsError(
        'ProvisionedConcurrencyConfigNotFoundException',
        'No Provisioned Concurrency Config found for this function',
        { status: 404, members: { Type: 'User' } },
      )
    return provisionedAt(known, call.now)
  },
})

const putProvisionedConcurrencyConfig = action({
  name: 'PutProvisionedConcurrencyConfig',
  resources: qualifiedFunction,
  run(input: lambda.PutProvisionedConcurrencyConfigRequest, call): lambda.PutProvisionedConcurrencyConfigResponse {
    const { simulated, qualifier } = checkedTarget(input, call)
    const { ProvisionedConcurrentExecutions: requested = 0 } = input
    checkRange('provisionedConcurrentExecutions', requested, [1, Number.POSITIVE_INFINITY])
    if (requested > (simulated.reserved ?? accountConcurrency(call.place) - leastUnreserved))
      throw invalidValue(
        'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
      )
    const made = { qualifier, requested, asked: call.now, readyAt: call.now + call.world.pace.provisioningMs }
    simulated.provisioned = [...without(simulated, qualifier), made]
    return provisionedAt(made, call.now)
  },
})

const deleteProvisionedConcurrencyConfig = action({
  name: 'DeleteProvisionedConcurrencyConfig',
  resources: qualifiedFunction,
  run(input: lambda.DeleteProvisionedConcurrencyConfigRequest, call): object {
    const { simulated, qualifier } = checkedTarget(input, call)
    simulated.provisioned = without(simulated, qualifier)
    return {}
  },
})

const without = ({ provisioned }: SimulatedFunction, qualifier: string): Provisioned[] =>
  provisioned.filter((one) => one.qualifier !== qualifier)

function checkedTarget(input: { FunctionName: string | undefined; Qualifier: string | undefined }, call: Call) {
  const found = findFunction(input, call)
  const { simulated, qualifier = latestName } = found
  findVersion(found)
  if (qualifier === latestName)
    throw invalidValue('Provisioned Concurrency Configs cannot be applied to unpublished function versions.')
  return { simulated, qualifier }
}

export const concurrencyActions = [
  getFunctionConcurrency,
  putFunctionConcurrency,
  deleteFunctionConcurrency,
  listProvisionedConcurrencyConfigs,
  getProvisionedConcurrencyConfig,
  putProvisionedConcurrencyConfig,
  deleteProvisionedConcurrencyConfig,
]
