import type { Call, Resource } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { type FunctionReference, parseFunctionReference } from './function-reference.ts'
import type { Alias, SimulatedFunction, Version } from './simulated-function.ts'

export type Named = { readonly FunctionName: string | undefined; readonly Qualifier?: string | undefined }

/** A function and the version or alias that was asked about. */
export type Found = {
  readonly simulated: SimulatedFunction
  readonly qualifier: string | undefined
}

export function referenceOf({ FunctionName: text = '', Qualifier }: Named): FunctionReference {
  const reference = parseFunctionReference(text)
  if (reference === undefined) throw invalid('functionName', text, 'Member must satisfy the pattern of a function name')
  return { ...reference, qualifier: Qualifier ?? reference.qualifier }
}

export function findFunction(named: Named, call: Call): Found {
  const { name, qualifier, region = call.region, account = call.caller.account } = referenceOf(named)
  const isHere = region === call.region && account === call.caller.account
  const simulated = isHere ? call.place.functions.find((one) => one.name === name) : undefined
  if (simulated === undefined) throw notFound(functionArn(named, call))
  return { simulated, qualifier }
}

/** As IAM is asked about it: with the qualifier where one was given. */
function functionResource(named: Named, call: Call): Resource {
  const { name } = referenceOf(named)
  const tags = call.place.functions.find((one) => one.name === name)?.tags ?? new Map()
  return { arn: functionArn(named, call), tags }
}

/** The same without the qualifier, for actions on the function as a whole. */
export const wholeFunction = ({ FunctionName }: Named, call: Call): readonly Resource[] => {
  const { name } = referenceOf({ FunctionName })
  return [functionResource({ FunctionName: name }, call)]
}

export const qualifiedFunction = (named: Named, call: Call): readonly Resource[] => [functionResource(named, call)]

function functionArn(named: Named, call: Call): string {
  const { name, qualifier, region = call.region, account = call.caller.account } = referenceOf(named)
  return `arn:aws:lambda:${region}:${account}:function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`
}

export function findAlias({ aliases }: SimulatedFunction, name: string | undefined): Alias | undefined {
  return aliases.find((alias) => alias.Name === name)
}

/** An alias is the version that it points at. */
export function findVersion({ simulated, qualifier }: Found): Version {
  const name = findAlias(simulated, qualifier)?.FunctionVersion ?? qualifier ?? latestName
  const version =
    name === latestName ? simulated.latest : simulated.published.find((published) => published.name === name)
  if (version === undefined) throw notFound(`${simulated.arn}:${name}`)
  return version
}

export const latestName = '$LATEST'

export const notFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, {
    status: 404,
    members: { Type: 'User' },
  })

export const noResource = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { status: 404, members: { Type: 'User' } })

export const invalidValue = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message, { members: { Type: 'User' } })

export const conflict = (message: string): AwsError =>
  new AwsError('ResourceConflictException', message, { status: 409, members: { Type: 'User' } })

function invalid(member: string, value: unknown, constraint: string): AwsError {
  const message = `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`
  return new AwsError('ValidationException', message)
}

export function checkRange(member: string, value: number | undefined, [least, most]: readonly [number, number]): void {
  if (value === undefined) return
  if (value < least) throw invalid(member, value, `Member must have value greater than or equal to ${least}`)
  if (value > most) throw invalid(member, value, `Member must have value less than or equal to ${most}`)
}

export function checkRevision(given: string | undefined, present: string, call: 'GetFunction' | 'GetAlias'): void {
  if (given === undefined || given === present) return
  const message = `The RevisionId provided does not match the latest RevisionId. Call the ${call} API to retrieve the latest RevisionId`
  throw new AwsError('PreconditionFailedException', message, { status: 412, members: { Type: 'User' } })
}
