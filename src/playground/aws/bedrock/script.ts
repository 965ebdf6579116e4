import type { ConverseStreamRequest, StopReason } from '@aws-sdk/client-bedrock-runtime'

/**
 * What a simulated model answers. Each text is one piece on the wire; a generator may wait between them, look at what was
 * asked, or throw: an `error` first is an answer with its status, later one within the stream, and anything thrown breaks
 * the connection off.
 */
export type ModelScript = (request: ConverseStreamRequest) => Iterable<Scripted> | AsyncIterable<Scripted>

export type Scripted =
  | { readonly text: string }
  /** A call of a tool; `json` is for what is none. */
  | { readonly tool: string; readonly input: unknown }
  | { readonly tool: string; readonly json: string }
  | { readonly usage: { readonly inputTokens: number; readonly outputTokens: number } }
  /** What it says in the end, where that is not `end_turn` or `tool_use`. */
  | { readonly stop: StopReason }
  | { readonly error: string; readonly message?: string }
