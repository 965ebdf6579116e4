import type { ModelLimits, ModelRequest, ModelUsage } from '../model.ts'

/** Why nobody may use more today, in a sentence; nothing where they may. */
export function whyNoMore(
  { inputTokens, outputTokens }: ModelUsage,
  { tokensPerDay, dollarsPerDay, prices }: ModelLimits,
): string | undefined {
  const dollars = prices === undefined ? undefined : (inputTokens * prices.input + outputTokens * prices.output) / 1_000
  const isSpent = dollars !== undefined && dollarsPerDay !== undefined && dollars >= dollarsPerDay
  const isUsedUp = inputTokens + outputTokens >= tokensPerDay || isSpent
  return isUsedUp ? 'Today’s share of the language model is used up; tomorrow there is a new one.' : undefined
}

/** `2026-11-26` there. */
export function dayOf(now: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

// Of English, about four; fewer are counted, since names and numbers make more tokens.
const charactersPerToken = 3

/** What a turn may take, before it does. */
export function mostUsage(request: ModelRequest): ModelUsage {
  return { ...estimateUsage(request, ''), outputTokens: request.mostTokens }
}

/** Negative where more is taken off. */
export function lessUsage(usage: ModelUsage, off: ModelUsage): ModelUsage {
  return { inputTokens: usage.inputTokens - off.inputTokens, outputTokens: usage.outputTokens - off.outputTokens }
}

/** Where a turn ended without saying what it took: rather too much than nothing. */
export function estimateUsage({ system, messages, tools }: ModelRequest, said: string): ModelUsage {
  const sent = system.length + JSON.stringify([messages, tools]).length
  return {
    inputTokens: Math.ceil(sent / charactersPerToken),
    outputTokens: Math.ceil(said.length / charactersPerToken),
  }
}
