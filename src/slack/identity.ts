import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { UserError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { System } from '../core/system.ts'
import { withRetries } from './retry.ts'
import { botCredential, startError } from './token-error.ts'

/** Who Windlass is to Slack. */
export type Identity = {
  readonly team: string
  readonly teamName: string
  readonly botUser: string
  readonly url: string
  /** What the app was granted; nothing where Slack did not say. */
  readonly scopes: readonly string[] | undefined
}

export type IdentityOptions = {
  readonly client: WebClient
  readonly botToken: string
  readonly apiUrl: string | undefined
  readonly system: System
  readonly log: Log
}

// A start is worth a few more tries, and no more: whoever started it is waiting.
const patienceMs = 10_000

const answer = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  user_id: z.string(),
  // Only the token of a bot has one.
  bot_id: z.string(),
  url: z.string().default(''),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
})

/** auth.test, said so that whoever has set the wrong token knows which and why. */
export async function findIdentity({ client, botToken, apiUrl, system, log }: IdentityOptions): Promise<Identity> {
  const credential = botCredential(botToken)
  try {
    const patience = { what: 'auth.test', patienceMs }
    const { data } = answer.safeParse(await withRetries(() => client.auth.test(), patience, { system, log }))
    if (data === undefined) {
      throw new UserError('SlackRefused', 'SLACK_BOT_TOKEN belongs to a person, not to an app.', {
        hint: `Expected: a token that begins with xoxb-. It is at ${credential.where}.`,
      })
    }
    const { team_id: team, team: teamName, user_id: botUser, url, response_metadata } = data
    return { team, teamName, botUser, url, scopes: response_metadata?.scopes }
  } catch (error) {
    throw startError(error, credential, apiUrl)
  }
}
