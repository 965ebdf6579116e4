import { onTestFinished } from 'vitest'
import { viewText } from '../../src/core/assistant/view-text.ts'
import type { Assisted, FreeQuestion } from '../../src/core/assistant.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import type {
  LanguageModel,
  ModelLimits,
  ModelPart,
  ModelRequest,
  ModelTurn,
  ModelUsage,
  ModelUsed,
} from '../../src/core/model.ts'
import type { Outbox, Working } from '../../src/core/outbox.ts'
import { askingOf } from '../../src/spine/asking.ts'
import { createAssistant } from '../../src/spine/assistant.ts'
import { scopeOf } from '../../src/spine/scope.ts'
import { announceWork } from '../../src/spine/working.ts'
import { anAccount } from '../fixtures/account.ts'
import { aTopic } from '../fixtures/knowledge.ts'
import { anOutbox, aSpine } from '../fixtures/spine.ts'
import { aDelivery, ada, anInstance, noon } from '../fixtures/values.ts'

const ami = aTopic({ id: 'ami', title: 'AMI' })
export const usage: ModelUsage = { inputTokens: 100, outputTokens: 20 }
export const limits: ModelLimits = { tokensPerDay: 10_000, dollarsPerDay: undefined, prices: undefined }

type Told = Parameters<LanguageModel['converse']>[1]
type Reply = (request: ModelRequest, told: Told) => Promise<ModelTurn>

/** It says this, in pieces of a few letters. */
export function says(words: string): Reply {
  return async (_, { text }) => {
    for (const piece of words.match(/[^]{1,5}/g) ?? []) text(piece)
    return { parts: [{ kind: 'text', text: words }], stop: 'end', usage }
  }
}

/** It calls these tools, in one turn. */
export function calls(...asked: readonly (readonly [tool: string, input: unknown])[]): Reply {
  const parts = asked.map(([tool, input], index): ModelPart => ({ kind: 'call', id: `call-${index}`, tool, input }))
  return async () => ({ parts, stop: 'tools', usage })
}

/** A usage of the day in memory. */
function aUsageStore(before: ModelUsage) {
  const added: ModelUsed[] = []
  return {
    added,
    async addUsage(used: ModelUsed) {
      added.push(used)
      return sumOf([before, ...added])
    },
  }
}

function sumOf(usages: readonly ModelUsage[]): ModelUsage {
  const sum = (count: (each: ModelUsage) => number) => usages.reduce((total, each) => total + count(each), 0)
  return { inputTokens: sum((each) => each.inputTokens), outputTokens: sum((each) => each.outputTokens) }
}

type Given = Parameters<typeof aSpine>[0] & {
  readonly delivery?: Partial<Delivery>
  readonly used?: ModelUsage
  readonly openStream?: Outbox['openStream']
  readonly hasModel?: false
  /** What "Working…" has said before. */
  readonly working?: Working
}

/** One question of ada's to a model that replies as told; the last reply is repeated. */
export async function aQuestion(question: string, replies: readonly Reply[], given: Given = {}) {
  const sent: ModelRequest[] = []
  const converse: LanguageModel['converse'] = (request, told) => {
    sent.push(request)
    const reply = replies[Math.min(sent.length, replies.length) - 1]
    if (reply === undefined) throw new Error('the model has no reply')
    return reply(request, told)
  }
  const plainOutbox = anOutbox()
  const outbox = given.openStream === undefined ? plainOutbox : { ...plainOutbox, openStream: given.openStream }
  const reader = anAccount([anInstance({ name: 'crane-7', id: 'i-0123456789abcdef0', tags: { owner: 'harbour' } })])
  const model = given.hasModel === false ? {} : { model: { id: 'nova', converse }, modelLimits: limits }
  const stage = await aSpine({ reader, ...model, ...given, outbox })
  onTestFinished(stage.close)
  const store = aUsageStore(given.used ?? { inputTokens: 0, outputTokens: 0 })
  const moved: Working[] = []
  const recordWorking = async (_: string, to: Working) => void moved.push(to)
  const ports = { ...stage.ports, store: { ...stage.ports.store, ...store, recordWorking } }
  const direct = { surface: 'direct', isDirect: true, channel: 'D0ADA', responseUrl: undefined } as const
  const delivery = aDelivery(question, { ...direct, ...given.delivery })
  const asking = askingOf({ ...ada, groups: given.groups ?? [] }, delivery, { now: noon })
  const command = ports.product.registry.find(['windlass', 'ask'])?.command
  if (command === undefined) throw new Error('there is no command to ask with')
  const work = announceWork({ delivery, working: given.working }, ports)
  const scope = scopeOf({ asking, command, words: [...command.words, question], places: [], missing: [] }, ports)
  const assistant = createAssistant({ delivery, asking, scope, work }, ports)
  return {
    ...stage,
    assistant,
    ask: async (more: Partial<FreeQuestion> = {}) => {
      if (assistant === undefined) throw new Error('there is no model')
      return assistant.answer({ question, nearest: [ami], ...more })
    },
    /** All that the model was sent, as one text. */
    sentText: () => JSON.stringify(sent),
    sent,
    added: store.added,
    spent: () => sumOf(store.added),
    moved,
    work,
    streamed: () => plainOutbox.written.filter(({ kind }) => kind === 'streamed'),
    written: plainOutbox.written,
  }
}

export function textOf(answer: Assisted): string {
  return 'view' in answer ? viewText(answer.view) : answer.because
}

/** What its last tools gave it. */
export function resultsIn(request: ModelRequest | undefined) {
  return request?.messages.at(-1)?.parts.flatMap((part) => (part.kind === 'result' ? [part] : [])) ?? []
}
