import { UserError } from '../core/errors.ts'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { FunctionAtHand } from '../core/lambda/functions.ts'
import { placeName } from '../core/place.ts'
import { quote } from '../core/words.ts'
import { isQualifier } from './function-arn.ts'
import { lastUpdateOf } from './function-details.ts'
import { findWhole, readFunction as readWhole, type Whole } from './function-questions.ts'
import type { AskLambda, PlaceCalls } from './place-calls.ts'

type Wanted = { readonly found: LambdaFunction; readonly qualifier: string | undefined }

/** One function as it is now. What is not known of its tags is not taken for their absence: they say what may be done. */
export async function readFunction(wanted: Wanted, calls: Pick<PlaceCalls, 'attemptLambda'>): Promise<FunctionAtHand> {
  const { found, qualifier } = wanted
  if (qualifier !== undefined && !isQualifier(qualifier)) throw notThere(found, qualifier)
  const question = qualifier === undefined ? readWhole(found) : readQualified(found, qualifier)
  const answer = await calls.attemptLambda({ place: found.place, action: 'lambda:GetFunction' }, question)
  if ('failure' in answer) throw new UserError(answer.failure.code, answer.failure.message)
  const { found: read, described, tags, tagsError } = answer.value
  if (tagsError !== undefined) throw new UserError(tagsError, tagsUnread(found, tagsError))
  return {
    // Asked for a version or an alias, Lambda says the ARN of that one. What is called stays the function, with a qualifier.
    function: { ...read, arn: found.arn },
    tags: new Map(Object.entries(tags)),
    state: described.State,
    lastUpdate: lastUpdateOf(described),
    revision: described.RevisionId,
  }
}

function readQualified(found: LambdaFunction, qualifier: string): AskLambda<Whole> {
  return async (client, signal) => {
    const { name, place } = found
    const whole = await findWhole({ name, place, qualifier }, client, signal)
    if (whole !== undefined) return whole
    await readWhole(found)(client, signal)
    throw notThere(found, qualifier)
  }
}

function notThere({ name, place }: LambdaFunction, qualifier: string): UserError {
  const message = `${name} in ${placeName(place)} has no version or alias "${qualifier}". /lambda show ${quote(name)} lists those that there are.`
  return new UserError('NotFound', message)
}

function tagsUnread({ name, place }: LambdaFunction, code: string): string {
  return `The tags of ${name} in ${placeName(place)} could not be read (${code}), and they say what may be done with it. An AWS administrator lets the role do lambda:ListTags.`
}
