import type { Canonical } from './canonical-json.ts'

/** What is asked for by typing and choosing: the fields of a form, in their order. */
export type FormField = {
  /** The name by which what was given comes back: `order`. */
  readonly name: string
  readonly label: string
  /** One line below the input. */
  readonly hint?: string
  readonly isRequired: boolean
  /** As it would be typed: a date `2026-11-24`, a choice by its value, a person or channel by its id. */
  readonly initial?: string
} & FieldKind

export type FieldKind =
  | {
      readonly kind: 'text'
      readonly isLong?: true
      readonly longest?: number
      readonly placeholder?: string
      /** Sealed as soon as it comes in (core/sealer.ts): what is stored and handed on is never what was typed. */
      readonly isSecret?: true
    }
  | { readonly kind: 'number'; readonly isWhole: boolean; readonly least?: number; readonly most?: number }
  | { readonly kind: 'choice'; readonly choices: readonly FieldChoice[] }
  | { readonly kind: 'date' }
  /** A person of the workspace; the value is their id. */
  | { readonly kind: 'person' }
  /** A public channel; the value is its id. */
  | { readonly kind: 'channel' }
  /** An instance that the person may read; the value is its id. */
  | { readonly kind: 'instance' }
  | { readonly kind: 'json' }

/** At most 100 a field (Slack, "Select menu element"); of each at most 75 characters are shown. */
export type FieldChoice = { readonly label: string; readonly value: string }

/** What makes a payload: the fields that a person fills in, and the JSON that their values go into. */
export type PayloadForm = {
  /** At most 24 characters are shown (Slack, "Modals"). */
  readonly title: string
  /** A sentence above the fields. */
  readonly about?: string
  readonly fields: readonly FormField[]
  /**
   * JSON in which a text that is just `{{name}}` becomes the value of that field, with its type, and `{{name}}` within
   * a longer text its text; an empty field that is not required becomes null, or leaves its key out of an object. Absent:
   * an object with each field by its name; for a single `json` field, what it holds, and {} where it is empty.
   */
  readonly template?: Canonical
  /** Its fields are variables of a function's environment: checked while it is open, or what was typed would be lost. */
  readonly isEnvironment?: true
  /** The fields that have to be filled in where no preset is chosen. Slack would ask for a required one in any case. */
  readonly needed?: readonly string[]
  /** What is sent instead of the fields where the choice `preset`, one of the fields, names one of them. */
  readonly presets?: readonly Preset[]
}

/** A payload that is kept under a name. */
export type Preset = { readonly name: string; readonly payload: string }

/** What was given, by the names of the fields; empty where nothing was. */
export type FormValues = Readonly<Record<string, string>>

/** Sentences by the names of the fields. */
export type FormMistakes = Readonly<Record<string, string>>
