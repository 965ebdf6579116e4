import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import type { Call } from '../action.ts'
import { type Found, findVersion } from './find-function.ts'
import type { Version } from './simulated-function.ts'

type Moment = Pick<Call, 'now' | 'world'>

export const isUpdating = ({ before, updatedAt }: Version, { now, world }: Moment): boolean =>
  before !== undefined && now < updatedAt + world.pace.functionUpdateMs

/** Until a change is through, what was there before goes on (Lambda Developer Guide, "Lambda function states"). */
export function inForce(version: Version, moment: Moment): Version {
  return version.before !== undefined && isUpdating(version, moment) ? version.before : version
}

export function stateOf({ configuration: { State }, activeAt }: Version, now: number) {
  return State ?? (now < activeAt ? 'Pending' : 'Active')
}

export function configurationAt(version: Version, moment: Moment): FunctionConfiguration {
  const { configuration } = version
  const State = stateOf(version, moment.now)
  return {
    ...configuration,
    State,
    ...(State === 'Pending' ? { StateReason: 'The function is being created.', StateReasonCode: 'Creating' } : {}),
    ...(isUpdating(version, moment)
      ? {
          LastUpdateStatus: 'InProgress',
          LastUpdateStatusReason: 'The function is being created.',
        }
      : { LastUpdateStatus: configuration.LastUpdateStatus ?? 'Successful' }),
  }
}

/** The ARN stands there with the qualifier that was asked with, also where that is an alias. */
export function foundConfiguration(found: Found, moment: Moment): FunctionConfiguration {
  const { simulated, qualifier } = found
  const FunctionArn = qualifier === undefined ? simulated.arn : `${simulated.arn}:${qualifier}`
  return { ...configurationAt(findVersion(found), moment), FunctionArn }
}

/** Lambda API Reference, ListFunctions: a subset, without states and the version of the runtime. */
export function listedConfiguration({ name, configuration }: Version, arn: string): FunctionConfiguration {
  const {
    State: _state,
    StateReason: _reason,
    StateReasonCode: _code,
    LastUpdateStatus: _status,
    LastUpdateStatusReason: _why,
    LastUpdateStatusReasonCode: _whyCode,
    RuntimeVersionConfig: _runtime,
    ...listed
  } = configuration
  return { ...listed, FunctionArn: arn, Version: name }
}

export const qualifiedArn = (arn: string, version: Version): string => `${arn}:${version.name}`
