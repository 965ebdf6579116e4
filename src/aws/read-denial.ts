import { encodedDenialIn } from '../core/ec2/evidence.ts'
import type { Read } from '../core/evidence.ts'
import type { Place } from '../core/place.ts'
import { denialSentence } from './denial-sentence.ts'
import type { PlaceCalls } from './place-calls.ts'
import { readActions } from './read-actions.ts'

/** What an encoded message says that somebody was told, by the read role of that place's account. */
export async function decodeDenialIn(
  { place, said }: { readonly place: Place; readonly said: string },
  calls: PlaceCalls,
): Promise<Read<string>> {
  const EncodedMessage = encodedDenialIn(said)
  const [action] = readActions.decodeDenial
  const answer = await calls.attemptDecoding({ place, action }, (sts, abortSignal) =>
    sts.decodeAuthorizationMessage({ EncodedMessage }, { abortSignal }),
  )
  if ('failure' in answer) return { unread: answer.failure.message }
  const sentence = denialSentence(answer.value.DecodedMessage ?? '', said)
  return sentence === undefined ? { unread: 'What it says is not as AWS documents it.' } : { value: sentence }
}
