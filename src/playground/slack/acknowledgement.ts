import { z } from 'zod'
import { checkView } from './view-check.ts'

// An empty body over HTTP, `{}` over a socket.
const nothing = z.union([z.undefined(), z.null(), z.strictObject({})])

export function isEmptyAnswer(answer: unknown): boolean {
  return nothing.safeParse(answer).success
}

/** Slack's `push` comes here with its first use. */
const responseAction = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('clear') }),
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.object({ response_action: z.literal('update'), view: z.unknown().transform(checkView) }),
])

type SubmissionAnswer = { response_action: 'close' } | z.infer<typeof responseAction>

/** What an app's acknowledgement says is to become of its modal. Throws where Slack would not understand it. */
export function parseSubmissionAnswer(answer: unknown): SubmissionAnswer {
  return isEmptyAnswer(answer) ? { response_action: 'close' } : responseAction.parse(answer)
}
