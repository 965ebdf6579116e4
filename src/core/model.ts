/** A language model behind one small port; `aws/bedrock.ts` is the only one. */
export type LanguageModel = {
  /** As the administrator named it: shown with what it wrote. */
  readonly id: string
  /**
   * One turn of the model, its words told as they come. Throws a UserError where it cannot be had (not allowed,
   * throttled, too slow, filtered); an abort ends it within a moment.
   */
  converse(
    request: ModelRequest,
    told: { readonly text: (piece: string) => void; readonly signal: AbortSignal },
  ): Promise<ModelTurn>
}

export type ModelRequest = {
  readonly system: string
  readonly messages: readonly ModelMessage[]
  readonly tools: readonly ModelTool[]
  /** Of its answer. */
  readonly mostTokens: number
}

export type ModelMessage = { readonly role: 'user' | 'assistant'; readonly parts: readonly ModelPart[] }

export type ModelPart =
  | { readonly kind: 'text'; readonly text: string }
  /** It asks for a tool. `input` is whatever it wrote: to be checked. */
  | { readonly kind: 'call'; readonly id: string; readonly tool: string; readonly input: unknown }
  | { readonly kind: 'result'; readonly id: string; readonly text: string; readonly isError: boolean }

export type ModelTool = {
  /** Letters, digits, `_` and `-`, 64 at most (Bedrock API reference, ToolSpecification). */
  readonly name: string
  readonly about: string
  /** JSON Schema. */
  readonly input: Readonly<Record<string, unknown>>
}

export type ModelTurn = {
  readonly parts: readonly ModelPart[]
  readonly stop: 'end' | 'tools' | 'length'
  readonly usage: ModelUsage
}

export type ModelUsage = { readonly inputTokens: number; readonly outputTokens: number }

/** What may be spent, as windlass.yaml says. */
export type ModelLimits = {
  /** Input and output together, of one person and day. */
  readonly tokensPerDay: number
  /** US dollars of one person and day; nothing where prices are not given. */
  readonly dollarsPerDay: number | undefined
  /** US dollars for a thousand tokens. */
  readonly prices: { readonly input: number; readonly output: number } | undefined
}

/** What windlass.yaml says of it. */
export type ModelSettings = ModelLimits & {
  /** Of a model or an inference profile, or the ARN of one. */
  readonly id: string
  /** The name of a configured account: its read role asks. */
  readonly account: string
  readonly region: string
  readonly guardrail: { readonly id: string; readonly version: string } | undefined
}

/** What a person has used on a day (`2026-11-26`, by the organisation's time zone). */
export type ModelUsed = ModelUsage & { readonly day: string; readonly team: string; readonly user: string }

export type ModelUsageStore = {
  /** Adds to it, in one write, and gives what it is then. What is taken off again is negative; it is never below 0. */
  addUsage(used: ModelUsed): Promise<ModelUsage>
}
