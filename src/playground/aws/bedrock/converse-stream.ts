import * as client from '@aws-sdk/client-bedrock-runtime'
import { action, type Call, type Resource } from '../action.ts'
import { statusesOf } from '../wire/schema.ts'
import { answerFromTopics } from './answer-from-topics.ts'
import { findRefusal } from './refuse.ts'
import type { Scripted } from './script.ts'
import { errorOf, eventsOf } from './stream.ts'

const statuses = statusesOf(client)

export const converseStream = action<client.ConverseStreamRequest>({
  name: 'ConverseStream',
  iamName: 'InvokeModelWithResponseStream',
  resources: ({ modelId = '' }, call) => resourcesOf(modelId, call),
  async run(request, { world }) {
    const refusal = findRefusal(request)
    if (refusal !== undefined) throw refusal
    const scripted = inTurn((world.model ?? answerFromTopics)(request))
    const first = await scripted.next()
    if (first.done !== true && 'error' in first.value) throw errorOf(first.value, statuses.get(first.value.error))
    return { stream: eventsOf(from(first, scripted), request) }
  },
})

async function* inTurn(scripted: Iterable<Scripted> | AsyncIterable<Scripted>): AsyncGenerator<Scripted, void> {
  yield* scripted
}

async function* from(first: IteratorResult<Scripted, void>, rest: AsyncGenerator<Scripted, void>) {
  if (first.done === true) return
  yield first.value
  yield* rest
}

const resource = (arn: string): Resource => ({ arn, tags: new Map() })

/** An inference profile, whose id begins with where it leads, needs the model behind it as well. */
function resourcesOf(modelId: string, { region, caller }: Call): Resource[] {
  if (modelId.startsWith('arn:')) return [resource(modelId)]
  const [, behind] = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\.(.+)$/.exec(modelId) ?? []
  const model = resource(`arn:aws:bedrock:${region}::foundation-model/${behind ?? modelId}`)
  return behind === undefined
    ? [model]
    : [resource(`arn:aws:bedrock:${region}:${caller.account}:inference-profile/${modelId}`), model]
}
