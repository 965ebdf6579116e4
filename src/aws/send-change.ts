import type { Lambda } from '@aws-sdk/client-lambda'
import type { FunctionChange } from '../core/lambda/changer.ts'

/** All but the environment, of which has to be read first what is to stay (change-environment.ts). */
export type DirectChange = Exclude<FunctionChange, { readonly kind: 'environment' }>
export type SendOptions = { readonly abortSignal: AbortSignal }
/** `Version` is what was published, or the newest where nothing changed since. */
export type Answer = { readonly $metadata: object; readonly Version?: string | undefined }

/** The one call to Lambda that a change is. */
export function sendChange(
  client: Lambda,
  { arn: FunctionName, change }: { readonly arn: string; readonly change: DirectChange },
  options: SendOptions,
): Promise<Answer> {
  switch (change.kind) {
    case 'configure': {
      const { memoryMb: MemorySize, timeoutSeconds: Timeout } = change
      return client.updateFunctionConfiguration({ FunctionName, MemorySize, Timeout }, options)
    }
    case 'reserve': {
      const { concurrency: ReservedConcurrentExecutions } = change
      return ReservedConcurrentExecutions === undefined
        ? client.deleteFunctionConcurrency({ FunctionName }, options)
        : client.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions }, options)
    }
    case 'provision': {
      const { qualifier: Qualifier, concurrency: ProvisionedConcurrentExecutions } = change
      const which = { FunctionName, Qualifier }
      return ProvisionedConcurrentExecutions === undefined
        ? client.deleteProvisionedConcurrencyConfig(which, options)
        : client.putProvisionedConcurrencyConfig({ ...which, ProvisionedConcurrentExecutions }, options)
    }
    case 'publish': {
      const { description: Description, revision: RevisionId } = change
      return client.publishVersion({ FunctionName, Description, RevisionId }, options)
    }
    case 'point':
      return client.updateAlias({ FunctionName, ...aliasOf(change) }, options)
    case 'trigger':
      return client.updateEventSourceMapping({ UUID: change.mapping, Enabled: change.isOn }, options)
    default:
      return change satisfies never
  }
}

/** Without any weights the alias would keep those that it has. */
function aliasOf({ alias, version, weights, revision }: Extract<DirectChange, { readonly kind: 'point' }>) {
  const RoutingConfig = { AdditionalVersionWeights: { ...weights } }
  return { Name: alias, FunctionVersion: version, RoutingConfig, RevisionId: revision }
}
