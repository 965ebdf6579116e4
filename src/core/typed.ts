import type { Target } from './plan.ts'
import { scrub } from './scrub.ts'

// Longer, nobody types it, and on a phone not even reads it.
const longestName = 60

// Control and format characters, and what shows as nothing or as a blank that is none (Unicode, "Default_Ignorable_Code_Point").
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u

/** The name of the one target as a person types it; its id where the name cannot be seen whole, or be shown, or be typed. */
export function typeableName({ name, id }: Pick<Target, 'name' | 'id'>): string {
  const typed = asTyped(name)
  const isTypeable = typed !== '' && typed.length <= longestName && !unseen.test(typed) && scrub(name) === name
  return isTypeable ? typed : id
}

/** Whether that is what had to be typed, as far as the eye can tell. */
export function isTypedRight(typed: string | undefined, wanted: string): boolean {
  return typed !== undefined && asTyped(typed) === asTyped(wanted)
}

/** Blanks as they are seen, and accents in one form: keyboards make either (UAX #15). */
function asTyped(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}
