import type { Progress } from './change.ts'
import type { ChangeCommand } from './command.ts'
import { lasting, underUsual } from './duration.ts'
import type { Target } from './plan.ts'

/** What has become of a target, in the words that follow its name, and in those that follow the names of several. */
export type Outcome = {
  readonly mark: string
  readonly one: string
  /** Outcomes of which this is the same are alike. `took` says how long it took or takes them. */
  many(took: string): string
  readonly tookMs: number
}

type Told = { readonly command: ChangeCommand; readonly now: number }

export function outcomeOf(target: Target, progress: Progress, told: Told): Outcome {
  const did = told.command.wording.done.toLowerCase()
  switch (progress.kind) {
    case 'waiting':
      return outcome('○', ' waits for its turn', ' wait for their turn')
    case 'begun':
      return asked(progress.at, told)
    case 'accepted':
      return underWay(target, progress, told)
    case 'there':
      return there(progress, told)
    case 'late':
      return timed('◐', progress.at - progress.acceptedAt, (took) => [
        ` is still ${progress.state} after ${took}`,
        ` are still ${progress.state} after ${took}`,
      ])
    case 'refused':
      return outcome('✕', afterName(target, progress.message), `: ${ofEach(target, progress.message)}`)
    case 'unknown': {
      const { message } = progress
      const one = `: it is not known whether it was ${did}. ${message}`
      return outcome('✕', one, `: it is not known whether they were ${did}. ${ofEach(target, message)}`)
    }
    case 'astray':
      return outcome('✕', `: ${progress.message}`, `: ${ofEach(target, progress.message)}`)
    case 'not-tried':
      return outcome('–', ` was not tried: ${progress.reason}`, ` were not tried: ${progress.reason}`)
  }
}

const noTime = lasting(0)

/** Of a part, what the whole is now says more than that it was done. */
function there({ at, acceptedAt, state }: Progress & { kind: 'there' }, { command: { wording } }: Told): Outcome {
  const done = wording.done.toLowerCase()
  const is = wording.part === undefined ? ` ${done}` : `: ${state},`
  return timed('✓', at - acceptedAt, (took) => {
    const words = took === noTime ? is.replace(/,$/, '') : `${is} after ${took}`
    return [words, words]
  })
}

// A step has its answer after some seconds; then Windlass looks, and looks again.
const answersWithinMs = 15_000

function asked(at: number, { now }: Told) {
  const since = now - at
  const words =
    since < answersWithinMs
      ? ': AWS is being asked'
      : `: asked of AWS ${lasting(since)} ago, not known yet whether it was done; Windlass keeps looking`
  return outcome('◐', words, words)
}

function underWay(target: Target, progress: Progress & { kind: 'accepted' }, { command, now }: Told): Outcome {
  const tookMs = now - (progress.lookedAgainAt ?? progress.at)
  // Until it is seen to move it is said what is being done to it.
  const shown = progress.state === target.state ? command.wording.doing.toLowerCase() : progress.state
  // What is compared lasts as long as somebody wants to compare.
  const how = progress.compared === undefined ? `; ${usual(tookMs, command)}` : ''
  return timed('◐', tookMs, (took) => [` ${shown}, ${took} so far${how}`, ` ${shown}, ${took} so far`])
}

function timed(mark: string, tookMs: number, words: (took: string) => readonly [one: string, many: string]): Outcome {
  return { mark, one: words(lasting(tookMs))[0], many: (took) => words(took)[1], tookMs }
}

function outcome(mark: string, one: string, many: string): Outcome {
  return { mark, one, many: () => many, tookMs: 0 }
}

/** A sentence that begins with the name needs no other. */
function afterName({ name }: Target, sentence: string): string {
  return sentence.startsWith(`${name} `) ? sentence.slice(name.length) : `: ${sentence}`
}

/** The sentence without what it says of this one alone, so that the same of others reads the same. */
function ofEach({ name, id }: Target, sentence: string): string {
  const called = [`${name} (${id})`, name, id].find((start) => sentence.startsWith(`${start} `))
  const left = called === undefined ? sentence : `each${sentence.slice(called.length)}`
  return left.replaceAll(`${name} (${id})`, 'it').replaceAll(id, '…')
}

function usual(tookMs: number, { takesMs: { usually } }: ChangeCommand): string {
  return tookMs <= usually ? `most take ${underUsual(usually)}` : `longer than most, which take ${underUsual(usually)}`
}
