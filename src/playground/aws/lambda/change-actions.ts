import { isDeepStrictEqual } from 'node:util'
import type * as lambda from '@aws-sdk/client-lambda'
import { action, type Call } from '../action.ts'
import { uuidOf } from '../id.ts'
import { configurationAt, isUpdating, qualifiedArn } from './configuration-at.ts'
import {
  checkRange,
  checkRevision,
  conflict,
  findAlias,
  findFunction,
  findVersion,
  invalidValue,
  noResource,
  wholeFunction,
} from './find-function.ts'
import type { Alias, Configuration, SimulatedFunction, Version } from './simulated-function.ts'

/** Lambda Developer Guide, "Lambda quotas". */
const memoryMb = [128, 10_240] as const
const timeoutSeconds = [1, 900] as const
const environmentBytes = 4096

const updateFunctionConfiguration = action({
  name: 'UpdateFunctionConfiguration',
  resources: wholeFunction,
  run(input: lambda.UpdateFunctionConfigurationRequest, call): lambda.FunctionConfiguration {
    const { simulated } = findFunction(input, call)
    const { latest } = simulated
    checkUpdatable(simulated, call)
    checkRevision(input.RevisionId, latest.configuration.RevisionId, 'GetFunction')
    checkRange('memorySize', input.MemorySize, memoryMb)
    checkRange('timeout', input.Timeout, timeoutSeconds)
    checkEnvironment(input.Environment)
    call.lambdas.pastOf(simulated.arn, call)
    const { before: _before, ...before } = latest
    simulated.latest = {
      ...latest,
      configuration: changed(latest.configuration, input, call),
      updatedAt: call.now,
      before: { ...before, before: undefined },
    }
    return { ...configurationAt(simulated.latest, call), FunctionArn: simulated.arn }
  },
})

function changed(
  configuration: Configuration,
  { MemorySize, Timeout, Environment, Description }: lambda.UpdateFunctionConfigurationRequest,
  { now, requestId }: Call,
): Configuration {
  return {
    ...configuration,
    MemorySize: MemorySize ?? configuration.MemorySize,
    Timeout: Timeout ?? configuration.Timeout,
    Description: Description ?? configuration.Description,
    Environment: Environment ?? configuration.Environment,
    LastModified: lastModified(now),
    RevisionId: uuidOf(`revision/${requestId}`),
  }
}

const lastModified = (time: number): string => new Date(time).toISOString().replace('Z', '+0000')

function checkUpdatable(simulated: SimulatedFunction, call: Call): void {
  if (isUpdating(simulated.latest, call))
    throw conflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${simulated.arn}`,
    )
}

function checkEnvironment(environment: lambda.Environment | undefined): void {
  const variables = environment?.Variables ?? {}
  if (Buffer.byteLength(JSON.stringify(variables)) > environmentBytes)
    throw invalidValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(variables).length}`,
    )
  const wrong = Object.keys(variables).find((name) => !/^[a-zA-Z]\w+$/.test(name))
  if (wrong !== undefined)
    throw invalidValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved or invalid keys: ${wrong}`,
    )
}

const publishVersion = action({
  name: 'PublishVersion',
  resources: wholeFunction,
  run(input: lambda.PublishVersionRequest, call): lambda.FunctionConfiguration {
    const { simulated } = findFunction(input, call)
    const { latest, published, arn } = simulated
    checkUpdatable(simulated, call)
    checkRevision(input.RevisionId, latest.configuration.RevisionId, 'GetFunction')
    if (input.CodeSha256 !== undefined && input.CodeSha256 !== latest.configuration.CodeSha256)
      throw invalidValue(`CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST.`)
    const last = published.at(-1)
    // "Lambda doesn't publish a version if the function's configuration and code haven't changed since the last version."
    const version = last !== undefined && isSame(last, latest) ? last : publishedFrom(simulated, input, call)
    if (version !== last) published.push(version)
    return { ...configurationAt(version, call), Version: version.name, FunctionArn: qualifiedArn(arn, version) }
  },
})

/** What makes one version another than the last. */
function bare({ configuration }: Version): object {
  const { RevisionId: _r, LastModified: _l, Description: _d, Version: _v, FunctionArn: _a, ...rest } = configuration
  return rest
}

function isSame(published: Version, latest: Version): boolean {
  return published.code === latest.code && isDeepStrictEqual(bare(published), bare(latest))
}

function publishedFrom(
  { latest, published }: SimulatedFunction,
  input: lambda.PublishVersionRequest,
  call: Call,
): Version {
  const name = String(Number(published.at(-1)?.name ?? 0) + 1)
  const { configuration } = latest
  return {
    name,
    code: latest.code,
    updatedAt: call.now,
    before: undefined,
    activeAt:
      call.now + (configuration.SnapStart?.ApplyOn === 'PublishedVersions' ? call.world.pace.provisioningMs : 0),
    configuration: {
      ...configuration,
      Version: name,
      Description: input.Description ?? configuration.Description,
      LastModified: lastModified(call.now),
      RevisionId: uuidOf(`revision/${call.requestId}`),
    },
  }
}

const updateAlias = action({
  name: 'UpdateAlias',
  resources: wholeFunction,
  run(input: lambda.UpdateAliasRequest, call): lambda.AliasConfiguration {
    const { simulated } = findFunction(input, call)
    const alias = findAlias(simulated, input.Name)
    if (alias === undefined) throw noResource(`Cannot find alias arn: ${simulated.arn}:${input.Name}`)
    checkRevision(input.RevisionId, alias.RevisionId, 'GetAlias')
    const weights = input.RoutingConfig?.AdditionalVersionWeights ?? alias.RoutingConfig?.AdditionalVersionWeights ?? {}
    const { FunctionVersion = alias.FunctionVersion, Description = alias.Description } = input
    findVersion({ simulated, qualifier: FunctionVersion })
    checkWeights(simulated, FunctionVersion, weights)
    call.lambdas.pastOf(simulated.arn, call)
    const { RoutingConfig: _before, ...rest } = alias
    const next: Alias = {
      ...rest,
      FunctionVersion,
      Description,
      ...(Object.keys(weights).length === 0 ? {} : { RoutingConfig: { AdditionalVersionWeights: weights } }),
      RevisionId: uuidOf(`revision/${call.requestId}`),
    }
    simulated.aliases[simulated.aliases.indexOf(alias)] = next
    return next
  },
})

function checkWeights(simulated: SimulatedFunction, main: string, weights: Readonly<Record<string, number>>): void {
  const entries = Object.entries(weights)
  if (entries.length > 1) throw invalidValue('Number of items in AdditionalVersionWeights cannot be greater than 1')
  for (const [version, weight] of entries) {
    findVersion({ simulated, qualifier: version })
    if (version === main || version === '$LATEST' || main === '$LATEST')
      throw invalidValue(
        `Invalid function version ${version}. Function version can not be ${version === main ? main : '$LATEST'} for an alias with routing.`,
      )
    if (!(weight >= 0 && weight <= 1)) throw invalidValue('Weight must be from 0.0 to 1.0')
  }
}

export const changeActions = [updateFunctionConfiguration, publishVersion, updateAlias]
