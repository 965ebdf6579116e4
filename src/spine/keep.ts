import { type Change, isFinal, type Progress } from '../core/change.ts'
import type { PayloadForm } from '../core/form.ts'
import type { CallPayload } from '../core/lambda/call.ts'
import { isPayload } from '../core/payload-word.ts'
import { scrub } from '../core/scrub.ts'
import type { Offer } from '../core/view.ts'

// A file of it can be read; more is for the place where the function keeps its results.
const mostCharacters = 1_000_000

/** What is kept of an outcome: nothing that looks like a secret, and no more than can be read. */
export function keptProgress(progress: Progress): Progress {
  if (progress.kind !== 'there' || progress.result === undefined) return progress
  const { payload, log, ...rest } = progress.result
  const result = { ...rest, payload: keptPayload(payload), log: log === undefined ? undefined : scrub(log) }
  return { ...progress, result }
}

function keptPayload(payload: CallPayload): CallPayload {
  if (payload.kind !== 'json' && payload.kind !== 'text') return payload
  const { length: characters } = payload.text
  if (characters > mostCharacters)
    return { kind: 'cut', text: scrub(payload.text.slice(0, mostCharacters)), characters }
  return { ...payload, text: scrub(payload.text) }
}

/** At its end nothing is done with what a function was called with any more: only what may be shown of it is kept. */
export function keptChange(change: Change): Change {
  const { payload } = change.plan.parameters
  if (!isFinal(change) || typeof payload !== 'string') return change
  const kept = scrub(payload)
  const steps = change.plan.steps.map((step) => ({ ...step, input: { ...step.input, payload: kept } }))
  const parameters = { ...change.plan.parameters, payload: kept, ...(kept === payload ? {} : { isScrubbed: true }) }
  return { ...change, plan: { ...change.plan, parameters, steps } }
}

/** An offer as it is stored for a month: what looks like a secret has to be filled in once more. */
export function keptOffer(offer: Offer): Offer {
  switch (offer.kind) {
    case 'run':
    case 'share':
      return { ...offer, words: offer.words.flatMap(keptWord) }
    case 'fill':
      return { ...offer, words: offer.words.flatMap(keptWord), form: keptForm(offer.form) }
    case 'message':
      return offer.payload.kind === 'file'
        ? offer
        : { ...offer, payload: { ...offer.payload, text: scrub(offer.payload.text) } }
    case 'decide':
      return offer
  }
}

function keptWord(word: string): string[] {
  const kept = isPayload(word) ? scrub(word) : word
  return kept === word ? [word] : [kept, '--form']
}

function keptForm(form: PayloadForm): PayloadForm {
  const fields = form.fields.map(({ initial, ...field }) =>
    initial === undefined || scrub(initial) !== initial ? field : { ...field, initial },
  )
  return { ...form, fields }
}
