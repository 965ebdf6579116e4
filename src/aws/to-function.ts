import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { Place } from '../core/place.ts'
import { presentOf } from './to-instance.ts'
import { UndecodableBody } from './undecodable-body.ts'

/** Never with the values of its environment. */
export function toFunction(described: FunctionConfiguration, place: Place): LambdaFunction {
  const { FunctionName, FunctionArn, MemorySize, Timeout, Architectures, LoggingConfig } = described
  // One without a name is not left out: a list that is silently too short would be believed.
  if (!isPresent(FunctionName) || !isPresent(FunctionArn)) throw new UndecodableBody('A function without a name')
  if (MemorySize === undefined || Timeout === undefined) throw new UndecodableBody('A function without its limits')
  return {
    arn: FunctionArn,
    name: FunctionName,
    place,
    description: presentOf(described.Description),
    runtime: presentOf(described.Runtime),
    packaging: described.PackageType === 'Image' ? 'image' : 'zip',
    // Lambda API reference, FunctionConfiguration: "The default architecture value is x86_64."
    architecture: Architectures?.[0] ?? 'x86_64',
    memoryMb: MemorySize,
    timeoutSeconds: Timeout,
    modifiedAt: momentOf(described.LastModified),
    logGroup: presentOf(LoggingConfig?.LogGroup),
    // Out of its VPC again it has one without an id.
    isInVpc: isPresent(described.VpcConfig?.VpcId),
  }
}

/** Lambda writes moments as text, `2026-11-23T14:02:07.000+0000`. */
export function momentOf(text: string | undefined): number | undefined {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? undefined : ms
}

function isPresent(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}
