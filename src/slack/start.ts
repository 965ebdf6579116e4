import { UserError } from '../core/errors.ts'
import type { System } from '../core/system.ts'
import { within } from './time-limit.ts'
import { appCredential, startError } from './token-error.ts'
import type { Transport } from './transport.ts'

export type Way =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number; readonly host?: string }

// T7: a socket that opens and never says hello would hold a start for ever.
const startLimit = {
  ms: 15_000,
  late: () =>
    new UserError('SlackSilent', 'Slack did not open a socket within 15 s.', {
      hint: 'Sockets go to wss://wss-primary.slack.com: a proxy or a firewall may hold them back. See also status.slack.com.',
    }),
}

/** Resolves when Slack can reach Windlass; else nothing of the transport is left running. */
export async function startTransport(
  transport: Transport,
  { way, apiUrl, system }: { readonly way: Way; readonly apiUrl: string | undefined; readonly system: System },
): Promise<void> {
  try {
    await within(startLimit, system, transport.start())
  } catch (error) {
    await transport.stop()
    throw way.kind === 'http' ? listenError(error, way.port) : startError(error, appCredential(way.appToken), apiUrl)
  }
}

function listenError(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new UserError('PortTaken', `Another program listens at port ${port} already.`, {
      hint: 'Set PORT to another one, and let the Request URL of the app lead there.',
      cause: error,
    })
  }
  if (code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return error
  return new UserError('PortRefused', `This machine does not let Windlass listen at port ${port} (${code}).`, {
    hint: 'Set PORT to one above 1023.',
    cause: error,
  })
}
