import type { EnvironmentResponse, FunctionConfiguration } from '@aws-sdk/client-lambda'
import { explainUnusableKey } from '../core/lambda/explain/unusable-key.ts'
import type { FunctionDetails, LastUpdate } from '../core/lambda/function.ts'
import { sourceName } from './arn-names.ts'
import type { Whole } from './function-questions.ts'
import { roleName } from './names.ts'
import { presentOf } from './to-instance.ts'

type Answers = Pick<FunctionDetails, 'triggers' | 'url' | 'unread'> & {
  readonly versions: FunctionDetails['versions'] | undefined
  readonly aliases: FunctionDetails['aliases'] | undefined
  readonly provisioned: FunctionDetails['provisioned'] | undefined
}

export function detailsOfFunction(
  { found, described, tags, tagsError, reservedConcurrency }: Whole,
  answers: Answers,
): FunctionDetails {
  return {
    function: found,
    tags: new Map(Object.entries(tags)),
    ...statesOf(described),
    ...partsOf(described),
    // Of the environment nothing but this leaves the adapter.
    environmentNames: Object.keys(described.Environment?.Variables ?? {}).toSorted(),
    environmentError: described.Environment?.Error?.ErrorCode,
    keyArn: presentOf(described.KMSKeyArn),
    reservedConcurrency,
    provisioned: answers.provisioned,
    versions: answers.versions ?? [],
    aliases: answers.aliases ?? [],
    triggers: answers.triggers,
    url: answers.url,
    unread: [...unreadTags(tagsError), ...unreadEnvironment(described.Environment), ...answers.unread],
  }
}

function statesOf(described: FunctionConfiguration): Pick<FunctionDetails, 'state' | 'lastUpdate' | 'revision'> {
  const { State, StateReason, StateReasonCode: code } = described
  return {
    state: State === undefined ? undefined : { name: State, reason: presentOf(StateReason), code },
    lastUpdate: lastUpdateOf(described),
    revision: presentOf(described.RevisionId),
  }
}

export function lastUpdateOf({
  LastUpdateStatus: status,
  LastUpdateStatusReason: reason,
  LastUpdateStatusReasonCode: code,
}: FunctionConfiguration): LastUpdate | undefined {
  return status === undefined ? undefined : { status, reason: presentOf(reason), code }
}

function vpcOf(id: string, subnetIds: readonly string[] = []): FunctionDetails['vpc'] {
  return { id, subnets: subnetIds.length, subnetIds }
}

function partsOf(described: FunctionConfiguration) {
  const { Role, Layers = [], VpcConfig, SnapStart, DeadLetterConfig } = described
  const vpcId = presentOf(VpcConfig?.VpcId)
  const deadLetters = presentOf(DeadLetterConfig?.TargetArn)
  return {
    handler: presentOf(described.Handler),
    role: Role === undefined ? undefined : roleName(Role),
    codeBytes: described.CodeSize,
    layers: Layers.map(({ Arn = '' }) => layerName(Arn)),
    vpc: vpcId === undefined ? undefined : vpcOf(vpcId, VpcConfig?.SubnetIds),
    isSnapStartOn: SnapStart?.ApplyOn === 'PublishedVersions',
    ephemeralMb: described.EphemeralStorage?.Size,
    deadLetters: deadLetters === undefined ? undefined : sourceName(deadLetters),
    tracing: presentOf(described.TracingConfig?.Mode),
  }
}

/** Name and version: `sharp:12`. */
function layerName(arn: string): string {
  return arn.split(':').slice(-2).join(':')
}

function unreadTags(code: string | undefined): string[] {
  return code === undefined
    ? []
    : [`The tags could not be read (${code}). An AWS administrator lets the role do lambda:ListTags.`]
}

/** Lambda gives the function without its environment where it could not decrypt it with the rights of the role that asks. */
function unreadEnvironment(environment: EnvironmentResponse | undefined): string[] {
  const code = environment?.Error?.ErrorCode
  if (code === undefined) return []
  const helps = explainUnusableKey(code)?.next ?? "An AWS administrator lets the role use the function's key."
  return [`The names of the environment variables could not be read: Lambda could not decrypt them (${code}). ${helps}`]
}
