import type { SlackEmulator } from '../src/playground/slack/emulator.ts'
import { awsAccounts } from '../src/playground/world/aws.ts'
import { botCredentials } from '../src/playground/world/aws-access.ts'
import { type Running, startProgram, windlass } from './program.ts'
import { awsEnvironment } from './setting.ts'

type Given = { readonly slack: SlackEmulator; readonly awsUrl: string; readonly groups?: object }

/** Windlass as a process of its own, reading the playground's three accounts. */
export function startWindlass({ slack, awsUrl, groups = {} }: Given): Promise<Running> {
  const { accessKeyId, secretAccessKey } = botCredentials
  const accounts = awsAccounts.map(({ name, id, regions, roles, externalId }) => ({
    name,
    id,
    regions: [...regions],
    roles: { read: roles.read },
    externalId,
  }))
  return startProgram(windlass, {
    slack,
    aws: { ...awsEnvironment(awsUrl), AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    organisation: { accounts, groups },
  })
}
