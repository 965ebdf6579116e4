import type { BedrockRuntime, ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime'
import { UserError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { LanguageModel, ModelRequest, ModelSettings, ModelTurn } from '../core/model.ts'
import type { Account } from '../core/place.ts'
import type { Clients } from './clients.ts'
import type { Identity } from './identity.ts'
import { modelInput } from './model-request.ts'
import { type Asked, modelError, StreamBroken, unfitSentence } from './model-sentences.ts'
import { gatherTurn, type Said } from './model-turn.ts'
import { beforeAbort, isSessionRefused } from './place-calls.ts'
import type { Requester } from './session-input.ts'
import { withoutBody } from './without-body.ts'

/** How long a model may take until its first event, and in all. */
export type ModelTimes = { readonly firstMs: number; readonly allMs: number }

type Ports = {
  readonly accounts: readonly Account[]
  readonly clients: Clients
  readonly identity: Identity
  readonly log: Log
  readonly times?: ModelTimes | undefined
}

const usualTimes: ModelTimes = { firstMs: 10_000, allMs: 60_000 }

/** A model of Bedrock, asked with a session of the read role for this person. */
export function createModel(settings: ModelSettings, requester: Requester, ports: Ports): LanguageModel {
  const account = ports.accounts.find(({ name }) => name === settings.account)
  if (account === undefined) throw new Error(`No configured account is ${settings.account}`)
  return {
    id: settings.id,
    async converse(request, { text, signal }) {
      const { firstMs, allMs } = ports.times ?? usualTimes
      const watch = startWatch(signal, { firstMs, allMs })
      const asked = (): Asked => ({ settings, account, withinMs: watch.isFirstHere() ? allMs : firstMs })
      try {
        const credentials = await beforeAbort(ports.identity.readCredentials(account, requester), watch.signal)
        const client = await ports.clients.conversing({ credentials, region: settings.region })
        const heard = { text, watch }
        return turnOf(await hear(client, { request, settings }, heard).finally(() => client.destroy()), asked())
      } catch (error) {
        if (isSessionRefused(error)) ports.identity.forget(account, requester)
        throw told(error, { signal, asked: asked(), log: ports.log })
      }
    },
  }
}

type Watch = { readonly signal: AbortSignal; first(): void; isFirstHere(): boolean }

function startWatch(signal: AbortSignal, { firstMs, allMs }: ModelTimes): Watch {
  const late = new AbortController()
  let isHere = false
  AbortSignal.timeout(firstMs).addEventListener('abort', () => {
    if (!isHere) late.abort()
  })
  return {
    signal: AbortSignal.any([signal, late.signal, AbortSignal.timeout(allMs)]),
    first() {
      isHere = true
    },
    isFirstHere: () => isHere,
  }
}

type Question = { readonly request: ModelRequest; readonly settings: ModelSettings }
type Heard = { readonly text: (piece: string) => void; readonly watch: Watch }

async function hear(client: BedrockRuntime, { request, settings }: Question, { text, watch }: Heard): Promise<Said> {
  const { signal } = watch
  const gathering = gatherTurn(text)
  const asked = client.converseStream(modelInput(request, settings), { abortSignal: signal })
  // Also while the SDK pauses before its second attempt.
  const { stream } = await beforeAbort(asked, signal)
  for await (const event of eventsOf(stream, signal)) {
    watch.first()
    gathering.take(event)
  }
  return gathering.said()
}

/** Its errors as what they are: once the stream has begun, it is not the connection that could not be had. */
async function* eventsOf(stream: AsyncIterable<ConverseStreamOutput> | undefined, signal: AbortSignal) {
  try {
    yield* stream ?? []
  } catch (cause) {
    signal.throwIfAborted()
    throw new StreamBroken('The stream of events broke off', { cause })
  }
}

function turnOf({ parts, stop, usage }: Said, asked: Asked): ModelTurn {
  if (stop === undefined || usage === undefined) throw new StreamBroken('The stream of events ended too early')
  const unfit = unfitSentence(stop, asked)
  if (unfit !== undefined) throw new UserError(...unfit)
  return { parts, stop: stops[stop] ?? 'end', usage }
}

const stops: Partial<Record<string, ModelTurn['stop']>> = {
  tool_use: 'tools',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
}

type Telling = { readonly signal: AbortSignal; readonly asked: Asked; readonly log: Log }

/** In words, or as it is where it is a bug of ours. */
function told(error: unknown, { signal, asked, log }: Telling): unknown {
  const { id, region } = asked.settings
  if (signal.aborted) return new UserError('Stopped', `The model ${id} was stopped before its answer was complete.`)
  const known = modelError(error, asked)
  if (known === undefined) return error
  const fields = { model: id, account: asked.account.name, region, code: known.code, error: withoutBody(error) }
  log.warn(fields, 'A language model gave no answer')
  return known
}
