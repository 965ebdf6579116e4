import { known } from '../../evidence.ts'
import { scrub } from '../../scrub.ts'
import { explainLogged, lastError } from '../explain-logged.ts'
import type { CallFailure, LoggedCall } from '../functions.ts'
import { failureIn } from '../log-failure.ts'
import type { FunctionFacts } from './facts.ts'

/** Calls that failed alike, as far as their lines tell. */
export type Failure = {
  readonly kind: CallFailure
  /** Whole sentences, of what is known of such failures. */
  readonly cause: string | undefined
  readonly next: string | undefined
  /** What the log says of it, in one line. */
  readonly said: string
  /** Newest first; at least one. */
  readonly calls: readonly LoggedCall[]
}

/** Of the calls that were read, the one of most calls first. */
export function failuresOf({ calls, details }: Pick<FunctionFacts, 'calls' | 'details'>): readonly Failure[] {
  const read = (known(calls) ?? []).flatMap((call) => {
    const { failure: kind } = call
    if (kind === undefined) return []
    const explained = explainLogged(call, details.function)
    const said = saidOf(call)
    return [{ call, kind, said, cause: explained && scrub(explained.cause), next: explained && scrub(explained.next) }]
  })
  const failures = [
    ...Map.groupBy(read, ({ kind, cause, said }) => `${kind} ${cause ?? withoutNumbers(said)}`).values(),
  ]
    .flatMap((alike): Failure[] => {
      const [first] = alike
      return first === undefined ? [] : [{ ...first, calls: alike.map(({ call }) => call) }]
    })
    .toSorted((one, other) => other.calls.length - one.calls.length)
  return withoutBareTypes(failures)
}

/** Calls of which only the type of their error was read go to those that failed with it, where these all failed alike. */
function withoutBareTypes(failures: readonly Failure[]): readonly Failure[] {
  const whole = (bare: Failure): Failure | undefined => {
    const [first, ...others] = failures.filter(({ said }) => bare.said !== '' && said.startsWith(`${bare.said}: `))
    return others.length === 0 ? first : undefined
  }
  return failures.flatMap((failure) => {
    if (whole(failure) !== undefined) return []
    const bare = failures.filter((other) => whole(other) === failure).flatMap(({ calls }) => calls)
    const calls = [...failure.calls, ...bare].toSorted((one, other) => other.at - one.at)
    return [bare.length === 0 ? failure : { ...failure, calls }]
  })
}

/** Errors that were logged and of which no line says that a call failed with them, the one of most calls first. */
export function loggedErrorsOf({ calls, details }: FunctionFacts): readonly Failure[] {
  const read = (known(calls) ?? []).flatMap((call): LoggedCall[] =>
    call.failure === undefined && lastError(call.lines.map(({ text }) => text)) !== undefined
      ? [{ ...call, failure: 'error' }]
      : [],
  )
  return failuresOf({ calls: { value: read }, details })
}

const longest = 300

function saidOf({ lines, failure, report }: LoggedCall): string {
  const texts = lines.map(({ text }) => text)
  const { type, message = '' } = lastError(texts) ?? {}
  const thrown = [type ?? '', message].filter((part) => part !== '').join(': ')
  const line =
    thrown === ''
      ? (texts.findLast((text) => failureIn(text) === failure) ?? texts.at(-1) ?? report?.errorType ?? '')
      : thrown
  return withoutRest(scrub(line.trim().split('\n')[0] ?? ''))
}

/** Cut between two words, where there is room between any. */
function withoutRest(said: string): string {
  if (said.length <= longest) return said
  const kept = said.slice(0, longest - 2)
  const room = kept.lastIndexOf(' ')
  return `${room > longest / 2 ? kept.slice(0, room) : kept} …`
}

/** So that `order 17 is unknown` and `order 18 is unknown` are one failure. */
function withoutNumbers(said: string): string {
  return said.replaceAll(/\d+/g, '#')
}
