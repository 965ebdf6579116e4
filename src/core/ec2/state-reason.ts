import type { InstanceDetails } from './instance.ts'

/** EC2 often begins the message with the code: `Client.UserInitiatedShutdown: User initiated shutdown`. */
export function stateReasonLine({ code, message }: NonNullable<InstanceDetails['stateReason']>): string {
  const said = message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message
  return `${said} (${code})`
}
