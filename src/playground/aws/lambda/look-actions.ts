import type * as lambda from '@aws-sdk/client-lambda'
import { action } from '../action.ts'
import { accountConcurrency, unreservedConcurrency } from './account-concurrency.ts'
import { configurationAt, foundConfiguration, listedConfiguration, qualifiedArn } from './configuration-at.ts'
import {
  findAlias,
  findFunction,
  latestName,
  noResource,
  notFound,
  qualifiedFunction,
  wholeFunction,
} from './find-function.ts'
import { parseFunctionReference } from './function-reference.ts'
import { markerPage } from './marker-page.ts'

const listFunctions = action({
  name: 'ListFunctions',
  run(input: lambda.ListFunctionsRequest, { place }): lambda.ListFunctionsResponse {
    const sorted = place.functions.toSorted((left, right) => (left.name < right.name ? -1 : 1))
    const { items, ...next } = markerPage(sorted, input)
    return { Functions: items.map(({ latest, arn }) => listedConfiguration(latest, arn)), ...next }
  },
})

const getFunction = action({
  name: 'GetFunction',
  resources: qualifiedFunction,
  run(input: lambda.GetFunctionRequest, call): lambda.GetFunctionResponse {
    const found = findFunction(input, call)
    const configuration = foundConfiguration(found, call)
    const { tags, reserved, name } = found.simulated
    const bucket = `awslambda-${call.region}-tasks.s3.${call.region}.amazonaws.com`
    return {
      Configuration: configuration,
      Code:
        configuration.PackageType === 'Image'
          ? {
              RepositoryType: 'ECR',
              ImageUri: `${call.caller.account}.dkr.ecr.${call.region}.amazonaws.com/${name}:latest`,
            }
          : { RepositoryType: 'S3', Location: `https://${bucket}/snapshots/${call.caller.account}/${name}` },
      ...(tags.size === 0 ? {} : { Tags: Object.fromEntries(tags) }),
      ...(reserved === undefined ? {} : { Concurrency: { ReservedConcurrentExecutions: reserved } }),
    }
  },
})

const getFunctionConfiguration = action({
  name: 'GetFunctionConfiguration',
  resources: qualifiedFunction,
  run: (input: lambda.GetFunctionConfigurationRequest, call) => foundConfiguration(findFunction(input, call), call),
})

const listVersionsByFunction = action({
  name: 'ListVersionsByFunction',
  resources: wholeFunction,
  run(input: lambda.ListVersionsByFunctionRequest, call): lambda.ListVersionsByFunctionResponse {
    const { simulated } = findFunction(input, call)
    const { items, ...next } = markerPage([simulated.latest, ...simulated.published], input)
    const versions = items.map((version) => ({
      ...configurationAt(version, call),
      Version: version.name,
      FunctionArn: qualifiedArn(simulated.arn, version),
    }))
    return { Versions: versions, ...next }
  },
})

const listAliases = action({
  name: 'ListAliases',
  resources: wholeFunction,
  run(input: lambda.ListAliasesRequest, call): lambda.ListAliasesResponse {
    const { simulated } = findFunction(input, call)
    const { FunctionVersion: wanted } = input
    const fitting = simulated.aliases.filter(
      ({ FunctionVersion, RoutingConfig }) =>
        wanted === undefined ||
        FunctionVersion === wanted ||
        RoutingConfig?.AdditionalVersionWeights?.[wanted] !== undefined,
    )
    const { items, ...next } = markerPage(fitting, input)
    return { Aliases: items, ...next }
  },
})

const getAlias = action({
  name: 'GetAlias',
  resources: wholeFunction,
  run(input: lambda.GetAliasRequest, call): lambda.AliasConfiguration {
    const { simulated } = findFunction(input, call)
    const alias = findAlias(simulated, input.Name)
    if (alias === undefined) throw noResource(`Cannot find alias arn: ${simulated.arn}:${input.Name}`)
    return alias
  },
})

const listTags = action({
  name: 'ListTags',
  resources: ({ Resource }: lambda.ListTagsRequest, call) => wholeFunction({ FunctionName: Resource }, call),
  run({ Resource }: lambda.ListTagsRequest, call): lambda.ListTagsResponse {
    if (parseFunctionReference(Resource ?? '') === undefined) throw notFound(Resource ?? '')
    return { Tags: Object.fromEntries(findFunction({ FunctionName: Resource }, call).simulated.tags) }
  },
})

const getPolicy = action({
  name: 'GetPolicy',
  resources: qualifiedFunction,
  run(input: lambda.GetPolicyRequest, call): lambda.GetPolicyResponse {
    const { simulated, qualifier } = findFunction(input, call)
    const arn = qualifier === undefined ? simulated.arn : `${simulated.arn}:${qualifier}`
    // Each version and alias has a policy of its own.
    const statements = simulated.policy.filter(({ Resource }) => Resource === arn)
    if (statements.length === 0) throw noResource('The resource you requested does not exist.')
    const policy = { Version: '2012-10-17', Id: 'default', Statement: statements }
    return { Policy: JSON.stringify(policy), RevisionId: simulated.latest.configuration.RevisionId }
  },
})

const getFunctionUrlConfig = action({
  name: 'GetFunctionUrlConfig',
  resources: qualifiedFunction,
  run(input: lambda.GetFunctionUrlConfigRequest, call): lambda.FunctionUrlConfig {
    const { simulated } = findFunction(input, call)
    if (simulated.url === undefined) throw noResource('The resource you requested does not exist.')
    return simulated.url
  },
})

const listFunctionUrlConfigs = action({
  name: 'ListFunctionUrlConfigs',
  resources: wholeFunction,
  run(input: lambda.ListFunctionUrlConfigsRequest, call): lambda.ListFunctionUrlConfigsResponse {
    const { url } = findFunction(input, call).simulated
    const { items, ...next } = markerPage(url === undefined ? [] : [url], input)
    return { FunctionUrlConfigs: items, ...next }
  },
})

const getAccountSettings = action({
  name: 'GetAccountSettings',
  run(_input: lambda.GetAccountSettingsRequest, { place }): lambda.GetAccountSettingsResponse {
    const { functions } = place
    const size = functions.reduce((sum, { latest }) => sum + (latest.configuration.CodeSize ?? 0), 0)
    return {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: accountConcurrency(place),
        UnreservedConcurrentExecutions: unreservedConcurrency(place),
      },
      AccountUsage: { TotalCodeSize: size, FunctionCount: functions.length },
    }
  },
})

const getFunctionEventInvokeConfig = action({
  name: 'GetFunctionEventInvokeConfig',
  resources: qualifiedFunction,
  run(input: lambda.GetFunctionEventInvokeConfigRequest, call): lambda.FunctionEventInvokeConfig {
    const { simulated, qualifier = latestName } = findFunction(input, call)
    const FunctionArn = `${simulated.arn}:${qualifier}`
    if (simulated.retries === usualRetries)
      throw noResource(`The function ${FunctionArn} doesn't have an EventInvokeConfig`)
    return { FunctionArn, MaximumRetryAttempts: simulated.retries, LastModified: new Date(simulated.latest.updatedAt) }
  },
})

/** Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation". */
const usualRetries = 2

export const lookActions = [
  listFunctions,
  getFunction,
  getFunctionConfiguration,
  listVersionsByFunction,
  listAliases,
  getAlias,
  listTags,
  getPolicy,
  getFunctionUrlConfig,
  listFunctionUrlConfigs,
  getAccountSettings,
  getFunctionEventInvokeConfig,
]
