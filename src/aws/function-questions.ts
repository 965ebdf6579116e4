import type { EventSourceMappingConfiguration, FunctionConfiguration, Lambda } from '@aws-sdk/client-lambda'
import { UserError } from '../core/errors.ts'
import type { Alias, FunctionDetails, LambdaFunction, Trigger } from '../core/lambda/function.ts'
import { placeName } from '../core/place.ts'
import { qualifierOf, sourceName } from './arn-names.ts'
import { listed } from './listed.ts'
import { errorName } from './names.ts'
import type { AskLambda } from './place-calls.ts'
import { policyTriggers } from './policy-triggers.ts'
import { readPages } from './read-pages.ts'
import { momentOf, toFunction } from './to-function.ts'
import { presentOf } from './to-instance.ts'
import { kindOfSource } from './trigger-kinds.ts'

// Lambda API reference: 50 is the most of one page of these lists.
const pageSize = 50
const notThere = 'ResourceNotFoundException'

/** Versions or aliases, and nothing for the function as such. */
export type Qualifiers = readonly (string | undefined)[]

/** What GetFunction says, of which the function itself is known to be there. */
export type Whole = {
  readonly found: LambdaFunction
  readonly described: FunctionConfiguration
  readonly tags: Readonly<Record<string, string>>
  /** AWS's code where the tags could not be read. */
  readonly tagsError: string | undefined
  readonly reservedConcurrency: number | undefined
}

export function readFunction({ name, place }: LambdaFunction): AskLambda<Whole> {
  return async (client, abortSignal) => {
    const whole = await findWhole({ name, place }, client, abortSignal)
    if (whole === undefined) throw new UserError('NotFound', `${name} is no longer in ${placeName(place)}.`)
    return whole
  }
}

type Sought = Pick<LambdaFunction, 'name' | 'place'> & { readonly qualifier?: string | undefined }

/** Nothing where there is no such function, or no such version or alias of it: Lambda does not say which. */
export async function findWhole(
  { name, place, qualifier }: Sought,
  client: Lambda,
  abortSignal: AbortSignal,
): Promise<Whole | undefined> {
  try {
    const answer = await client.getFunction({ FunctionName: name, Qualifier: qualifier }, { abortSignal })
    const { Configuration: described = {}, Tags: tags = {}, TagsError, Concurrency } = answer
    const reservedConcurrency = Concurrency?.ReservedConcurrentExecutions
    return {
      found: toFunction(described, place),
      described,
      tags,
      tagsError: TagsError?.ErrorCode,
      reservedConcurrency,
    }
  } catch (error) {
    if (errorName(error) === notThere) return undefined
    throw error
  }
}

/** The published ones, newest first. */
export function readVersions({ name }: LambdaFunction): AskLambda<FunctionDetails['versions']> {
  return async (client, abortSignal) => {
    const versions = await readPages(async (Marker) => {
      const input = { FunctionName: name, MaxItems: pageSize, Marker }
      const page = await client.listVersionsByFunction(input, { abortSignal })
      return { items: listed(page.Versions), next: page.NextMarker }
    })
    return versions
      .filter(({ Version }) => Version !== '$LATEST')
      .map(({ Version = '', LastModified, Description }) => ({
        version: Version,
        at: momentOf(LastModified),
        description: presentOf(Description),
      }))
      .toReversed()
  }
}

export function readAliases({ name }: LambdaFunction): AskLambda<readonly Alias[]> {
  return async (client, abortSignal) => {
    const aliases = await readPages(async (Marker) => {
      const page = await client.listAliases({ FunctionName: name, MaxItems: pageSize, Marker }, { abortSignal })
      return { items: listed(page.Aliases), next: page.NextMarker }
    })
    return aliases.map(({ Name = '', FunctionVersion = '', RoutingConfig, RevisionId }) => ({
      name: Name,
      version: FunctionVersion,
      weights: { ...RoutingConfig?.AdditionalVersionWeights },
      revision: presentOf(RevisionId),
    }))
  }
}

/** Each of the qualifiers has a policy of its own, or none. */
export function readPolicies({ name }: LambdaFunction, qualifiers: Qualifiers): AskLambda<readonly Trigger[]> {
  return async (client, abortSignal) => {
    const found = await Promise.all(
      qualifiers.map(async (Qualifier) => {
        const { Policy } = await policyOf(client, { FunctionName: name, Qualifier }, abortSignal)
        return Policy === undefined ? [] : policyTriggers(Policy, Qualifier)
      }),
    )
    return found.flat()
  }
}

type Qualified = { readonly FunctionName: string; readonly Qualifier: string | undefined }

async function policyOf(
  client: Lambda,
  which: Qualified,
  abortSignal: AbortSignal,
): Promise<{ Policy?: string | undefined }> {
  try {
    return await client.getPolicy(which, { abortSignal })
  } catch (error) {
    if (errorName(error) === notThere) return {}
    throw error
  }
}

export function readMappings({ name, arn }: LambdaFunction, qualifiers: Qualifiers): AskLambda<readonly Trigger[]> {
  return async (client, abortSignal) => {
    const found = await Promise.all(
      qualifiers.map((qualifier) =>
        readPages(async (Marker) => {
          const FunctionName = qualifier === undefined ? name : `${name}:${qualifier}`
          const page = await client.listEventSourceMappings({ FunctionName, Marker }, { abortSignal })
          return { items: listed(page.EventSourceMappings), next: page.NextMarker }
        }),
      ),
    )
    const own = found.flat().filter(({ FunctionArn = arn }) => FunctionArn === arn || FunctionArn.startsWith(`${arn}:`))
    return own.map(toTrigger)
  }
}

function toTrigger(mapping: EventSourceMappingConfiguration): Trigger {
  const { EventSourceArn, SelfManagedEventSource, Topics = [], State, UUID, FunctionArn } = mapping
  const [broker] = Object.values(SelfManagedEventSource?.Endpoints ?? {}).flat()
  const source = EventSourceArn === undefined ? (broker ?? 'a broker of its own') : sourceName(EventSourceArn)
  return {
    kind: EventSourceArn === undefined ? 'Kafka' : kindOfSource(EventSourceArn),
    name: Topics.length === 0 ? source : `${Topics.join(', ')} of ${source}`,
    state: State?.toLowerCase(),
    id: UUID,
    qualifier: qualifierOf(FunctionArn),
    lastResult: presentOf(mapping.LastProcessingResult),
  }
}

/** The function's own, else that of an alias. */
export function readUrl({ name, arn }: LambdaFunction): AskLambda<FunctionDetails['url']> {
  return async (client, abortSignal) => {
    const { FunctionUrlConfigs } = await client.listFunctionUrlConfigs({ FunctionName: name }, { abortSignal })
    const urls = listed(FunctionUrlConfigs)
    const shown = urls.find(({ FunctionArn }) => FunctionArn === arn) ?? urls[0]
    return shown?.FunctionUrl === undefined
      ? undefined
      : { url: shown.FunctionUrl, isPublic: shown.AuthType === 'NONE' }
  }
}

export function readProvisioned({ name }: LambdaFunction): AskLambda<FunctionDetails['provisioned']> {
  return async (client, abortSignal) => {
    const found = await readPages(async (Marker) => {
      const input = { FunctionName: name, MaxItems: pageSize, Marker }
      const page = await client.listProvisionedConcurrencyConfigs(input, { abortSignal })
      return { items: listed(page.ProvisionedConcurrencyConfigs), next: page.NextMarker }
    })
    return found.map((each) => ({
      qualifier: qualifierOf(each.FunctionArn) ?? '',
      ready: each.AvailableProvisionedConcurrentExecutions ?? 0,
      wanted: each.RequestedProvisionedConcurrentExecutions ?? 0,
      status: each.Status,
      reason: presentOf(each.StatusReason),
    }))
  }
}
