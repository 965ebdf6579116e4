import type { FunctionReader } from './lambda/functions.ts'
import type { Text } from './text.ts'
import type { View } from './view.ts'

/** An answer that goes on by itself for some minutes, in one message of the person's. */
export type Following = {
  /** What is followed: its name for people, and an id that is equal for nothing else. */
  readonly name: string
  readonly id: string
  /** The words that end it. */
  readonly stopWords: readonly string[]
  readonly forMs: number
  /** Reads on, until that time. True where something is new. Throws a UserError where it cannot be read. */
  look(lambda: FunctionReader, until: number): Promise<boolean>
  /** What was seen so far. */
  view(standing: Standing): View
}

export type Standing =
  | { readonly kind: 'going-on'; readonly leftMs: number; readonly isHeldUp: boolean }
  | { readonly kind: 'ended'; readonly why: Text }

/** What a command's words ask for where they are about following. */
export type FollowRequest =
  | { readonly kind: 'follow'; readonly following: Following }
  | { readonly kind: 'stop'; readonly name: string; readonly id: string }
