import type { Text } from '../text.ts'
import type { Lexicon } from './live-names.ts'

/** What Windlass knows of one idea: written by people, the same for everyone. */
export type Topic = {
  /** The name of its file. */
  readonly id: string
  readonly title: string
  /** The first is what it is usually called. */
  readonly names: readonly string[]
  readonly questions: readonly string[]
  /** Error codes that it explains, as AWS spells them. */
  readonly codes: readonly string[]
  readonly body: readonly TopicPart[]
  /** Ids of other topics. */
  readonly related: readonly string[]
  /** The same idea on the other side: of EC2 for Lambda, and the other way round. */
  readonly counterpart: string | undefined
  /** The topic that says what it costs. */
  readonly cost: string | undefined
  /** What shows it here, as it is typed: `/ec2 show web-1`. */
  readonly command: string | undefined
  readonly sources: readonly Source[]
}

export type TopicPart =
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'bullets'; readonly items: readonly Text[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** `checked`: a day, as `2026-11-26`. */
type Source = { readonly url: string; readonly checked: string }

/** What a question is about. */
export type Found =
  | { readonly kind: 'topic'; readonly topic: Topic }
  /** Most likely the first of these, but the second is near. */
  | { readonly kind: 'likely'; readonly nearest: readonly [Topic, ...Topic[]] }
  /** It could be one of these, the nearest first: nothing is said as if it were known. */
  | { readonly kind: 'unsure'; readonly nearest: readonly Topic[] }
  /** About something of these, but hardly anything of it is in any topic. */
  | { readonly kind: 'unknown'; readonly nearest: readonly Topic[] }
  /** About something else than EC2, Lambda and what surrounds them. */
  | { readonly kind: 'outside' }

/**
 * Everything that can be asked about. Looks things up in memory: no network, and the same question has the same answer.
 * What it looks them up in is made when it is first needed.
 */
export type Knowledge = {
  /**
   * `before`: the topic that the same conversation was about, for questions that go on from it (`and for Lambda?`, `how
   * much does that cost?`).
   */
  find(question: string, before?: string): Promise<Found>
  topic(id: string): Topic | undefined
  /** What tells the name of somebody's instance from words. */
  lexicon(): Promise<Lexicon>
  /** Makes all of it: after that no question has to wait. */
  load(): Promise<void>
}
