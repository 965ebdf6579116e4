import { AutoScaling } from '@aws-sdk/client-auto-scaling'
import { EC2, type Instance } from '@aws-sdk/client-ec2'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { type AssumeRoleRequest, STS } from '@aws-sdk/client-sts'
import { onTestFinished } from 'vitest'
import type { Account } from '../../../src/core/place.ts'
import { type AwsOptions, type AwsSimulation, startAws } from '../../../src/playground/aws/organisation.ts'
import { awsPace } from '../../../src/playground/aws/pace.ts'
import type { SimulatedInstance } from '../../../src/playground/aws/world.ts'
import { awsAccounts, awsWorld } from '../../../src/playground/world/aws.ts'
import { botCredentials } from '../../../src/playground/world/aws-access.ts'

export const noon = Date.UTC(2026, 10, 23, 12)

export type Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** The organisation at noon, its clock, and clients as a program outside would have them. Ends with the test. */
export async function startedAws(options: Partial<AwsOptions> = {}) {
  const clock = { time: noon, now: () => clock.time }
  const aws = await startAws({ world: awsWorld(noon, awsPace), clock, ...options })
  onTestFinished(() => aws.close())
  return { aws, clock, ...clientsOf(aws) }
}

function clientsOf(aws: AwsSimulation) {
  const places = { endpoint: aws.url, maxAttempts: 1 }
  const sts = (credentials: Credentials = botCredentials) => new STS({ ...places, region: 'eu-central-1', credentials })
  const ec2 = (credentials: Credentials, region = 'eu-central-1') => new EC2({ ...places, region, credentials })
  return {
    sts,
    ec2,
    reader: async (name: string, region?: string) => ec2(await readCredentials(sts(), name), region),
    changer: async (name: string, region = 'eu-central-1', session: Partial<AssumeRoleRequest> = {}) =>
      ec2(await changeCredentials(sts(), name, session), region),
    autoScaling: async (name: string, region = 'eu-central-1') =>
      new AutoScaling({ ...places, region, credentials: await readCredentials(sts(), name) }),
    balancing: async (name: string, region = 'eu-central-1') =>
      new ElasticLoadBalancingV2({ ...places, region, credentials: await readCredentials(sts(), name) }),
  }
}

/** An instance as it stands in the world itself, by its name. */
export function simulatedIn({ world }: AwsSimulation, name: string): SimulatedInstance {
  const all = world.accounts.flatMap(({ places }) => [...places.values()].flatMap(({ instances }) => instances))
  const found = all.find(({ running }) => nameOf(running) === name)
  if (found === undefined) throw new Error(`no instance ${name}`)
  return found
}

export function account(name: string): Account {
  const found = awsAccounts.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no account ${name}`)
  return found
}

export async function readCredentials(sts: STS, name: string): Promise<Credentials> {
  const { roles, externalId } = account(name)
  const answer = await sts.assumeRole({ RoleArn: roles.read, RoleSessionName: 'T0-U0', ExternalId: externalId })
  return credentialsOf(answer.Credentials)
}

export async function changeCredentials(
  sts: STS,
  name: string,
  session: Partial<AssumeRoleRequest>,
): Promise<Credentials> {
  const { roles, externalId } = account(name)
  if (roles.change === undefined) throw new Error(`${name} is read-only`)
  const right = { RoleArn: roles.change, RoleSessionName: 'T0-U0ADA', SourceIdentity: 'T0-U0ADA' }
  const answer = await sts.assumeRole({ ...right, ExternalId: externalId, ...session })
  return credentialsOf(answer.Credentials)
}

type Issued = { AccessKeyId: string | undefined; SecretAccessKey: string | undefined; SessionToken: string | undefined }

export function credentialsOf(issued: Issued | undefined): Credentials {
  const {
    AccessKeyId: accessKeyId = '',
    SecretAccessKey: secretAccessKey = '',
    SessionToken: sessionToken = '',
  } = issued ?? {}
  return { accessKeyId, secretAccessKey, sessionToken }
}

/** What a call failed with, as `Code: message` with the HTTP status; a success is named so that a test sees it. */
export async function failureOf(call: Promise<unknown>): Promise<{ code: string; message: string; status: unknown }> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const metadata: unknown = Reflect.get(error, '$metadata')
    const status: unknown =
      typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined
    return { code: error.name, message: error.message, status }
  }
  return { code: 'none', message: 'the call succeeded', status: 200 }
}

export const nameOf = ({ Tags = [] }: Instance): string => Tags.find(({ Key }) => Key === 'Name')?.Value ?? ''

export const namesOf = (answer: { Reservations?: { Instances?: Instance[] | undefined }[] | undefined }): string[] =>
  (answer.Reservations ?? []).flatMap(({ Instances = [] }) => Instances.map(nameOf))
