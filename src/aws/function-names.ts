import type { LambdaFunction } from '../core/lambda/function.ts'
import type { FunctionQuery } from '../core/lambda/functions.ts'
import type { Place } from '../core/place.ts'
import { fitsPattern, typedPattern } from './wildcard.ts'

/** What a person wrote for functions: a name, or an ARN of which a version or alias does not count here. */
type Wanted = { readonly name: string; readonly accountId: string; readonly region: string }

const anywhere = { accountId: '*', region: '*' } as const
// arn:aws:lambda:Region:account:function:name[:qualifier]; Lambda also takes account:function:name (API reference, FunctionName).
const wholeArn = /^arn:[^:]*:lambda:([^:]*):([^:]*):function:([^:]+)/
const partialArn = /^(\d{12}):function:([^:]+)/

function wantedOf(typed: string): Wanted {
  const text = typedPattern(typed)
  const [, region = '*', accountId = '*', name] = wholeArn.exec(text) ?? []
  if (name !== undefined) return { name, accountId, region }
  const [, account = '*', ownName] = partialArn.exec(text) ?? []
  if (ownName !== undefined) return { ...anywhere, accountId: account, name: ownName }
  return { ...anywhere, name: text }
}

type FunctionFilter = {
  /** Those of the places where something can fit: an ARN says where its function is. */
  readonly places: readonly Place[]
  keeps(found: LambdaFunction): boolean
}

/** ListFunctions has no filter, so names and runtimes are looked at afterwards, with EC2's wildcards. */
export function filterFor({ places, names, runtimes }: FunctionQuery): FunctionFilter {
  const wanted = names.map(wantedOf)
  const patterns = runtimes.map(typedPattern)
  return {
    places: wanted.length === 0 ? places : places.filter((place) => wanted.some((each) => isIn(place, each))),
    keeps: (found) =>
      (wanted.length === 0 || wanted.some((each) => isIn(found.place, each) && fitsPattern(each.name, found.name))) &&
      (patterns.length === 0 || patterns.some((pattern) => fitsPattern(pattern, found.runtime ?? found.packaging))),
  }
}

function isIn(place: Place, { accountId, region }: Wanted): boolean {
  return fitsPattern(accountId, place.accountId) && fitsPattern(region, place.region)
}
