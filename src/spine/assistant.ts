import { type Lexicon, namesIn } from '../core/asking/live-names.ts'
import { assistedView } from '../core/assistant/answer-view.ts'
import { type Exchange, mapPart, messagesOf, mostTopics, systemText } from '../core/assistant/prompt.ts'
import { createRedaction, type Redaction } from '../core/assistant/redaction.ts'
import { mostCalls, toolsOf } from '../core/assistant/tools.ts'
import { dayOf, estimateUsage, lessUsage, mostUsage, whyNoMore } from '../core/assistant/usage.ts'
import type { Assistant, Assisted, FreeQuestion } from '../core/assistant.ts'
import type { Scope } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import { isInstanceId } from '../core/ec2/selector.ts'
import { UserError } from '../core/errors.ts'
import type { LanguageModel, ModelLimits, ModelRequest, ModelTurn, ModelUsage } from '../core/model.ts'
import { type AssistantStream, streamFor } from './assistant-stream.ts'
import { openToolbox, type Toolbox, type ToolCall } from './assistant-tools.ts'
import type { Asking } from './decide.ts'
import type { SpinePorts } from './ports.ts'
import { findShareableChannel } from './share.ts'
import type { Work } from './working.ts'

// Also where it asks for one tool a turn, the last turn is left for the answer.
const mostTurns = mostCalls + 1
const mostMs = 90_000
// Of one turn: 150 words are some 250, and thinking of tools takes a few.
const mostTokens = 1_000

type Request = {
  readonly delivery: Delivery
  readonly asking: Asking
  readonly scope: Scope
  readonly work: Pick<Work, 'giveWay' | 'announceAgain'>
}

/** Nothing where no language model is set up. */
export function createAssistant(request: Request, ports: SpinePorts): Assistant | undefined {
  const { actor } = request.asking
  const model = ports.aws.modelFor({ team: actor.team, user: actor.id })
  const limits = ports.product.model
  if (model === undefined || limits === undefined) return undefined
  return { answer: (asked) => answer(asked, { ...request, model, limits }, ports) }
}

type Answering = Request & { readonly model: LanguageModel; readonly limits: ModelLimits }

async function answer(asked: FreeQuestion, answering: Answering, ports: SpinePorts): Promise<Assisted> {
  const { delivery, asking, scope, work } = answering
  await work.announceAgain()
  const isForAll = delivery.surface === 'mention' && asked.look === undefined
  const isOpen = isForAll && (await findShareableChannel(delivery, ports.slack)) !== undefined
  const redaction = redactionFor(asked, await (await ports.knowledge()).lexicon(), ports)
  const stop = stopwatch(ports)
  const where = streamsWhere(delivery, isOpen)
  const onStop = () => stop.abort(new UserError('Stopped', 'It was stopped before it had said anything.'))
  const { restore } = redaction
  const stream = streamFor({ delivery, where, question: asked.question, restore, onStop, work }, ports)
  // What a mention asks is answered before everyone: nothing of an account may be in it.
  const tools = isForAll ? [] : toolsOf(scope)
  const toolbox = openToolbox({ tools, delivery, asking, redaction, step: stream.step }, ports)
  try {
    return await converse({ ...answering, asked, redaction, stop, stream, tools, toolbox, isOpen }, ports)
  } catch (error) {
    return { because: becauseOf(stop.signal.aborted ? stop.signal.reason : error, delivery, ports) }
  } finally {
    stop.done()
    await stream.end()
  }
}

/** A mention that is not answered for everyone is answered where it stands, and there Slack takes no stream. */
function streamsWhere({ surface }: Delivery, isOpen: boolean): 'openly' | 'directly' | undefined {
  if (isOpen) return 'openly'
  return surface === 'mention' ? undefined : 'directly'
}

/** What is known before anything was read. */
function redactionFor({ question }: FreeQuestion, lexicon: Lexicon, { product }: SpinePorts): Redaction {
  const redaction = createRedaction()
  redaction.know(
    'account',
    product.accounts.map(({ name }) => name),
  )
  // What is only an unknown word may be one of another language. An id is taken out as one.
  const named = namesIn(question, lexicon).filter(({ name, isMarked }) => isMarked && !isInstanceId(name.toLowerCase()))
  redaction.know(
    'name',
    named.map(({ name }) => name),
  )
  return redaction
}

type Stop = ReturnType<typeof stopwatch>

/** Aborts by itself when it has taken too long, or when Windlass is to stop. */
function stopwatch({ system, stopping }: Pick<SpinePorts, 'system' | 'stopping'>) {
  const controller = new AbortController()
  const { signal } = controller
  const over = new AbortController()
  const abort = (reason: UserError) => controller.abort(reason)
  const onEnd = () => abort(new UserError('Stopping', 'Windlass was being stopped while the language model answered.'))
  stopping.addEventListener('abort', onEnd)
  if (stopping.aborted) onEnd()
  const late = new UserError('ModelTooSlow', `The language model took longer than ${mostMs / 1_000} seconds.`)
  system.sleep(mostMs, over.signal).then(
    () => abort(late),
    () => undefined,
  )
  return {
    signal,
    abort,
    /** The same work, but it is not waited for any longer once this has aborted. */
    within<T>(work: () => Promise<T>): Promise<T> {
      signal.throwIfAborted()
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      signal.addEventListener('abort', () => reject(new UserError('Aborted', 'It was stopped.')), { once: true })
      work().then(resolve, reject)
      return promise
    },
    done() {
      over.abort()
      stopping.removeEventListener('abort', onEnd)
    },
  }
}

type Conversing = Answering & {
  readonly asked: FreeQuestion
  readonly redaction: Redaction
  readonly stop: Stop
  readonly stream: AssistantStream
  readonly tools: ModelRequest['tools']
  readonly toolbox: Toolbox
  readonly isOpen: boolean
}

async function converse(conversing: Conversing, ports: SpinePorts): Promise<Assisted> {
  const { asked, redaction, stop, stream, tools } = conversing
  const mark = ports.system.newId()
  const system = systemText({ mark, hasTools: tools.length > 0 })
  const topics = asked.nearest.slice(0, mostTopics)
  const exchanges: Exchange[] = await lookFirst(conversing, ports)
  for (let turns = 0; turns < mostTurns; turns += 1) {
    const messages = messagesOf({ question: asked.question, topics, exchanges }, { redact: redaction.redact, mark })
    // oxlint-disable-next-line no-await-in-loop -- each turn goes on from the one before
    const taken = await takeTurn({ system, messages, tools: tools.map(toTool), mostTokens }, conversing, ports)
    if ('stoppedAfter' in taken) return ended(taken.stoppedAfter, 'stopped', conversing)
    const calls = taken.parts.filter((part) => part.kind === 'call')
    if (taken.stop !== 'tools' || calls.length === 0)
      return ended(saidIn(taken), taken.stop === 'length' ? 'cut' : 'whole', conversing)
    stream.pause()
    // oxlint-disable-next-line no-await-in-loop -- as above
    const results = await stop.within(() => useTools(calls, conversing))
    exchanges.push({ said: taken.parts.map((part) => mapPart(part, redaction.restore)), results })
  }
  const made = exchanges.flatMap(({ results }) => results).length
  return { because: `The language model went on asking after ${made} calls of its tools, and said nothing.` }
}

/** As if the model had asked for it. */
async function lookFirst(conversing: Conversing, ports: SpinePorts): Promise<Exchange[]> {
  const { look } = conversing.asked
  if (look === undefined) return []
  // Before anything is read, or seen to be.
  const why = whyNoMore(await usedBy(conversing, ports)(nothing), conversing.limits)
  if (why !== undefined) throw new UserError('ModelUsedUp', why)
  const call = { kind: 'call', id: 'first', tool: look.tool, input: { arguments: look.arguments } } as const
  return [{ said: [call], results: await conversing.stop.within(() => useTools([call], conversing)) }]
}

/** Nothing but what the model is to see of it. */
function toTool({ name, about, input }: ModelRequest['tools'][number]): ModelRequest['tools'][number] {
  return { name, about, input }
}

async function useTools(calls: readonly ToolCall[], { toolbox, stop }: Conversing): Promise<Exchange['results']> {
  const results: Exchange['results'][number][] = []
  for (const call of calls) {
    if (stop.signal.aborted) break
    // oxlint-disable-next-line no-await-in-loop -- one after the other: how many there may be is counted
    results.push(await toolbox.use(call))
  }
  return results
}

/** One turn, paid for whatever comes of it, in advance; what was said so far where the person has stopped it. */
async function takeTurn(
  request: ModelRequest,
  conversing: Conversing,
  ports: SpinePorts,
): Promise<ModelTurn | { readonly stoppedAfter: string }> {
  const { model, limits, stop, stream } = conversing
  const add = usedBy(conversing, ports)
  const reserved = mostUsage(request)
  const spend = (usage: ModelUsage) => add(lessUsage(usage, reserved))
  // In one write with what all others have reserved: of many at once, only one can be the last.
  const why = whyNoMore(lessUsage(await add(reserved), reserved), limits)
  if (why !== undefined) {
    await spend(nothing)
    throw new UserError('ModelUsedUp', why)
  }
  await stream.begin()
  let said = ''
  const text = (piece: string) => {
    if (stop.signal.aborted) return
    said += piece
    stream.append(piece)
  }
  const conversed = stop.within(() => model.converse(request, { text, signal: stop.signal }))
  const turn = await conversed.catch(async (error: unknown) => {
    await spend(estimateUsage(request, said))
    const reason: unknown = stop.signal.reason
    if (said.trim() !== '' && reason instanceof UserError && reason.code === 'Stopped') return { stoppedAfter: said }
    throw error
  })
  if ('usage' in turn) await spend(turn.usage)
  return turn
}

const nothing: ModelUsage = { inputTokens: 0, outputTokens: 0 }

/** Adds to what the person has used today, and gives all of that. */
function usedBy({ asking: { actor }, scope }: Conversing, { store, system }: SpinePorts) {
  const of = { day: dayOf(system.now(), scope.timeZone), team: actor.team, user: actor.id }
  return (usage: ModelUsage) => store.addUsage({ ...of, ...usage })
}

function saidIn({ parts }: ModelTurn): string {
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('')
}

function ended(words: string, ending: 'whole' | 'cut' | 'stopped', conversing: Conversing): Assisted {
  const { asked, redaction, toolbox, model, isOpen } = conversing
  if (words.trim() === '') return { because: 'The language model had nothing to say.' }
  const topics = asked.nearest.slice(0, mostTopics)
  const { restore } = redaction
  return {
    view: assistedView({ said: words, restore, topics, tools: toolbox.used(), model: model.id, ending, isOpen }),
  }
}

function becauseOf(error: unknown, { id }: Delivery, { log }: Pick<SpinePorts, 'log'>): string {
  if (error instanceof UserError) {
    log.info({ delivery: id, code: error.code, error }, 'a question was answered without the language model')
    return error.message
  }
  log.error({ delivery: id, error }, 'the language model failed')
  return 'The language model could not be asked, because of a fault of Windlass’s own.'
}
