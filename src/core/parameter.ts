import type { GoneInstance, Instance } from './ec2/instance.ts'
import type { Selector } from './ec2/selector.ts'
import type { LambdaFunction } from './lambda/function.ts'
import type { Parsed } from './parsed.ts'
import type { Account } from './place.ts'

/** Reads one word. `accounts` are the configured ones. */
type Parser<T> = (word: string, accounts: readonly Account[]) => Parsed<T>

type About = { readonly about: string }
/** `placeholder` is what help shows for the value. */
type Valued<T> = About & { readonly placeholder: string; readonly parse: Parser<T> }

/**
 * One parameter of a command. Flags start with `--`; `selectors`, `instance`, `instances`, `function`, `function-names`
 * and `words` are what stands without a flag, one of them at most a command. `instance` and `function` (exactly one) and `instances`
 * (one or more) are looked up before the command runs.
 */
export type Parameter =
  | (About & { readonly kind: 'flag' })
  | (Valued<unknown> & { readonly kind: 'option' })
  /** Several values: the flag repeated, or commas. `most` of them, where there is a limit. */
  | (Valued<unknown> & { readonly kind: 'options'; readonly most?: number })
  /** Narrows the places that are asked. */
  | (Valued<string> & { readonly kind: 'accounts' | 'regions' })
  | (About & { readonly kind: 'selectors' | 'function-names'; readonly placeholder: string })
  | (About & { readonly kind: 'instances' | 'function'; readonly placeholder: string })
  /** `orGone`: an id of which EC2 knows nothing any more will do. */
  | (About & { readonly kind: 'instance'; readonly placeholder: string; readonly orGone?: true })
  /** JSON: the one word besides the function that begins with a bracket. */
  | (About & { readonly kind: 'payload'; readonly placeholder: string })
  /** `isWhole`: with flags and all, as another command would take them. */
  | (About & { readonly kind: 'words'; readonly placeholder: string; readonly isWhole?: true })

export type Parameters = Readonly<Record<string, Parameter>>

type ValueOf<P extends Parameter> = P extends { kind: 'flag' }
  ? boolean
  : P extends { kind: 'option'; parse: Parser<infer T> }
    ? T | undefined
    : P extends { kind: 'options'; parse: Parser<infer T> }
      ? readonly T[]
      : P extends { kind: 'accounts' | 'regions' | 'words' | 'function-names' }
        ? readonly string[]
        : P extends { kind: 'selectors' }
          ? readonly Selector[]
          : P extends { kind: 'instance'; orGone: true }
            ? Instance | GoneInstance
            : P extends { kind: 'instance' }
              ? Instance
              : P extends { kind: 'instances' }
                ? readonly Instance[]
                : P extends { kind: 'function' }
                  ? LambdaFunction
                  : P extends { kind: 'payload' }
                    ? string | undefined
                    : never

/** The typed values that a command's `run` is given. */
export type ArgumentsOf<P extends Parameters> = { readonly [Name in keyof P]: ValueOf<P[Name]> }
