import type { ApiContext, Args } from './api/method.ts'
import { apiMethods } from './api/methods.ts'
import { neededScopes } from './api/scopes.ts'
import { parseJson } from './json.ts'
import { SlackError } from './slack-error.ts'

export type WebApi = {
  /** The body of the answer, `ok` included. */
  call(name: string, request: { body: string; contentType: string; authorization: string }): Record<string, unknown>
}

type WebApiOptions = {
  context: ApiContext
  tokens: { bot: string; app: string }
  /** What the app was granted; everything, where nothing is said. */
  scopes: readonly string[] | undefined
}

export function createWebApi({ context, tokens, scopes }: WebApiOptions): WebApi {
  return {
    call(name, { body, contentType, authorization }) {
      const method = apiMethods.get(name)
      if (method === undefined) return { ok: false, error: 'unknown_method', req_method: name }
      const args = parseArgs(body, contentType)
      return answerOf(() => {
        const token = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? args['token']
        if (token === undefined) throw new SlackError('not_authed')
        if (token !== tokens.bot && token !== tokens.app) throw new SlackError('invalid_auth')
        if (token !== tokens[method.token]) throw new SlackError('not_allowed_token_type')
        const needed = neededScopes.get(name)
        if (needed !== undefined && scopes?.includes(needed) === false) throw new SlackError('missing_scope')
        return method.run(args, context)
      })
    },
  }
}

/** `ok: true` with what `run` returns, or the SlackError that it threw. */
export function answerOf(run: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return { ok: true, ...run() }
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    const { code, messages } = error
    return { ok: false, error: code, ...(messages.length > 0 && { response_metadata: { messages } }) }
  }
}

function parseArgs(body: string, contentType: string): Args {
  if (!contentType.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body))
  const json = parseJson(body)
  return typeof json === 'object' && json !== null ? { ...json } : {}
}
