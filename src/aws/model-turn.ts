import type { ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime'
import type { ModelPart, ModelUsage } from '../core/model.ts'

type Block = { readonly kind: 'text'; text: string } | { readonly kind: 'call'; id: string; tool: string; json: string }

/** What a stream of events has said when it ends. */
export type Said = {
  readonly parts: readonly ModelPart[]
  /** Nothing where the stream broke off before its end. */
  readonly stop: string | undefined
  readonly usage: ModelUsage | undefined
}

export type Gathering = { take(event: ConverseStreamOutput): void; said(): Said }

/** Makes of a model's events its turn; `text` hears each piece as it comes. */
export function gatherTurn(text: (piece: string) => void): Gathering {
  const blocks = new Map<number, Block>()
  let stop: string | undefined
  let usage: ModelUsage | undefined

  function addText(index: number, piece: string): void {
    const block = blocks.get(index)
    if (block === undefined) blocks.set(index, { kind: 'text', text: piece })
    else if (block.kind === 'text') block.text += piece
    if (piece !== '') text(piece)
  }

  return {
    take({ contentBlockStart, contentBlockDelta, messageStop, metadata }) {
      const { toolUse } = contentBlockStart?.start ?? {}
      if (toolUse !== undefined) {
        const { toolUseId: id = '', name: tool = '' } = toolUse
        blocks.set(contentBlockStart?.contentBlockIndex ?? 0, { kind: 'call', id, tool, json: '' })
      }
      const { contentBlockIndex: index = 0, delta } = contentBlockDelta ?? {}
      if (delta?.text !== undefined) addText(index, delta.text)
      const block = blocks.get(index)
      if (delta?.toolUse !== undefined && block?.kind === 'call') block.json += delta.toolUse.input ?? ''
      if (messageStop !== undefined) stop = messageStop.stopReason
      if (metadata?.usage !== undefined) usage = usageOf(metadata.usage)
    },
    said: () => ({
      parts: [...blocks].toSorted(([one], [other]) => one - other).map(([, block]) => partOf(block)),
      stop,
      usage,
    }),
  }
}

function usageOf({
  inputTokens = 0,
  outputTokens = 0,
}: Partial<Record<'inputTokens' | 'outputTokens', number | undefined>>): ModelUsage {
  return { inputTokens, outputTokens }
}

function partOf(block: Block): ModelPart {
  if (block.kind === 'text') return { kind: 'text', text: block.text }
  return { kind: 'call', id: block.id, tool: block.tool, input: inputOf(block.json) }
}

/** A call without arguments has no JSON at all; what is no JSON is handed on as it is, to be refused. */
function inputOf(json: string): unknown {
  if (json.trim() === '') return {}
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}
