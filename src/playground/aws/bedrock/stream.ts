import type { ConverseStreamOutput, ConverseStreamRequest, StopReason } from '@aws-sdk/client-bedrock-runtime'
import { AwsError } from '../aws-error.ts'
import { uuidOf } from '../id.ts'
import type { Scripted } from './script.ts'

// About what a piece of tool input has.
const pieceLength = 12
// English has about four characters for a token.
const charactersOfToken = 4

/** The events of a whole answer (Amazon Bedrock User Guide, "Carry out a conversation with the Converse API operations"). */
export async function* eventsOf(
  scripted: AsyncIterable<Scripted>,
  request: ConverseStreamRequest,
): AsyncGenerator<ConverseStreamOutput> {
  const so: Answering = {
    turn: request.messages?.length ?? 0,
    index: 0,
    isOpen: false,
    written: 0,
    stop: 'end_turn',
    usage: undefined,
  }
  yield { messageStart: { role: 'assistant' } }
  for await (const each of scripted) yield* eventsFor(each, so)
  yield* closed(so)
  yield { messageStop: { stopReason: so.stop } }
  yield { metadata: { usage: usageOf(so, request), metrics: { latencyMs: 1 } } }
}

type Answering = {
  readonly turn: number
  index: number
  /** Whether text is being said. */
  isOpen: boolean
  written: number
  stop: StopReason
  usage: { readonly inputTokens: number; readonly outputTokens: number } | undefined
}

function* eventsFor(each: Scripted, so: Answering): Generator<ConverseStreamOutput> {
  if ('error' in each) throw errorOf(each)
  if ('usage' in each) so.usage = each.usage
  else if ('stop' in each) so.stop = each.stop
  else if ('text' in each) {
    so.isOpen = true
    so.written += each.text.length
    yield { contentBlockDelta: { contentBlockIndex: so.index, delta: { text: each.text } } }
  } else {
    yield* closed(so)
    yield* callOf(each.tool, 'json' in each ? each.json : JSON.stringify(each.input), so)
  }
}

export function errorOf({ error, message }: Extract<Scripted, { error: string }>, status = 400): AwsError {
  return new AwsError(error, message ?? `The simulated model was told to answer ${error}.`, status)
}

/** Text has no beginning of its own on the wire, only an end. */
function* closed(so: Answering): Generator<ConverseStreamOutput> {
  if (!so.isOpen) return
  yield { contentBlockStop: { contentBlockIndex: so.index } }
  so.isOpen = false
  so.index += 1
}

function* callOf(name: string, json: string, so: Answering): Generator<ConverseStreamOutput> {
  const contentBlockIndex = so.index
  const toolUseId = `tooluse_${uuidOf(`${so.turn} ${contentBlockIndex} ${name} ${json}`)}`
  yield { contentBlockStart: { contentBlockIndex, start: { toolUse: { toolUseId, name } } } }
  for (let at = 0; at < json.length; at += pieceLength)
    yield { contentBlockDelta: { contentBlockIndex, delta: { toolUse: { input: json.slice(at, at + pieceLength) } } } }
  yield { contentBlockStop: { contentBlockIndex } }
  so.index += 1
  so.written += json.length
  if (so.stop === 'end_turn') so.stop = 'tool_use'
}

function usageOf({ usage, written }: Answering, { messages, system, toolConfig }: ConverseStreamRequest) {
  const read = JSON.stringify([messages, system, toolConfig]).length
  const { inputTokens, outputTokens } = usage ?? {
    inputTokens: Math.ceil(read / charactersOfToken),
    outputTokens: Math.ceil(written / charactersOfToken),
  }
  return { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens }
}
