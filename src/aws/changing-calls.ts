import type { EC2 } from '@aws-sdk/client-ec2'
import type { ChangeCall } from './change-sentences.ts'
import { UndecodableBody } from './undecodable-body.ts'

type Input = { InstanceIds: string[]; DryRun?: boolean; Hibernate?: boolean }
type Options = { abortSignal: AbortSignal }
type Answer = { readonly $metadata: object }

export type ChangingCall = Pick<ChangeCall, 'action' | 'verb'> & {
  send(client: EC2, input: Input, options: Options): Promise<Answer>
}

export const start: ChangingCall = {
  action: 'ec2:StartInstances',
  verb: 'started',
  send: async (client, input, options) => listing('StartingInstances', await client.startInstances(input, options)),
}

export const stop: ChangingCall = {
  action: 'ec2:StopInstances',
  verb: 'stopped',
  send: async (client, input, options) => listing('StoppingInstances', await client.stopInstances(input, options)),
}

export const hibernation: ChangingCall = {
  ...stop,
  verb: 'hibernated',
  send: (client, input, options) => stop.send(client, { ...input, Hibernate: true }, options),
}

export const reboot: ChangingCall = {
  action: 'ec2:RebootInstances',
  verb: 'rebooted',
  send: (client, input, options) => client.rebootInstances(input, options),
}

export const terminate: ChangingCall = {
  action: 'ec2:TerminateInstances',
  verb: 'terminated',
  send: async (client, input, options) =>
    listing('TerminatingInstances', await client.terminateInstances(input, options)),
}

/** The stock reader makes an answer of any page that is XML at all; EC2 always lists what it did. */
function listing<Output extends object>(list: keyof Output, output: Output): Output {
  if (output[list] === undefined) throw new UndecodableBody('An answer without its list')
  return output
}
