import type { Acted } from '../acted.ts'
import type { Target } from '../plan.ts'

/** One thing to change of a function, or of what belongs to it. Each is one call to Lambda. */
export type FunctionChange =
  /** Of the newest code's configuration; what is absent stays. */
  | {
      readonly kind: 'configure'
      /** MB. */
      readonly memoryMb: number | undefined
      readonly timeoutSeconds: number | undefined
    }
  /** Variables by name, their values sealed (core/sealer.ts); the others stay as they are. Refused where the function is not at this revision any more. */
  | {
      readonly kind: 'environment'
      readonly set: Readonly<Record<string, string>>
      readonly remove: readonly string[]
      readonly revision: string
    }
  /** `undefined` takes the reservation away. */
  | { readonly kind: 'reserve'; readonly concurrency: number | undefined }
  /** Of a version or an alias; `undefined` takes it away. */
  | { readonly kind: 'provision'; readonly qualifier: string; readonly concurrency: number | undefined }
  /** Refused where the newest code is not at this revision any more. */
  | { readonly kind: 'publish'; readonly description: string | undefined; readonly revision: string }
  /** `weights`: shares of calls, 0 to 1, that go to other versions; all others go to `version`. Refused where the alias is not at this revision any more. */
  | {
      readonly kind: 'point'
      readonly alias: string
      readonly version: string
      readonly weights: Readonly<Record<string, number>>
      readonly revision: string
    }
  /** An event source mapping, by its id (a UUID). */
  | { readonly kind: 'trigger'; readonly mapping: string; readonly isOn: boolean }

/**
 * One call each, under credentials that allow this call on this function and nothing else. Never throws for what AWS or
 * the network says. Lambda has no dry run for these: rehearsed, only the session is asked for, and `isRehearsed` is false.
 */
export type FunctionChanger = {
  changeFunction(target: Target, change: FunctionChange): Promise<Acted>
}
