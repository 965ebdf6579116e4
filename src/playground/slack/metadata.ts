import { z } from 'zod'
import { parseJson } from './json.ts'
import { SlackError } from './slack-error.ts'

/** What an app keeps with a message, unseen by people. */
export type Metadata = z.infer<typeof metadata>

const metadata = z.object({ event_type: z.string().min(1), event_payload: z.record(z.string(), z.unknown()) })
const anyObject = z.record(z.string(), z.unknown())

/** What a message keeps after a call: what it had where nothing is said, nothing after an empty object. */
export function keepMetadata(given: unknown, before?: Metadata): Metadata | undefined {
  if (given === undefined) return before
  const object = anyObject.safeParse(typeof given === 'string' ? parseJson(given) : given)
  if (!object.success) throw new SlackError('invalid_metadata_format')
  if (Object.keys(object.data).length === 0) return undefined
  const parsed = metadata.safeParse(object.data)
  if (!parsed.success) throw new SlackError('invalid_metadata_schema')
  return parsed.data
}
