import { escape } from 'node:querystring'
import type { Call, Reply } from './stub.ts'

const xmlns = 'http://ec2.amazonaws.com/doc/2016-11-15/'

function xml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.codePointAt(0)};`)
}

export function ec2Answer(operation: string, inside: string): Reply {
  const body = `<${operation}Response xmlns="${xmlns}"><requestId>r-1</requestId>${inside}</${operation}Response>`
  return { body, headers: { 'x-amzn-requestid': 'r-1' } }
}

export function ec2Error(code: string, status = 400): Reply {
  return {
    status,
    headers: { 'x-amzn-requestid': 'r-2' },
    body: `<Response><Errors><Error><Code>${code}</Code><Message>Encoded authorization failure message: c2VjcmV0</Message></Error></Errors><RequestID>r-2</RequestID></Response>`,
  }
}

export function stsError(code: string, status = 403): Reply {
  return {
    status,
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>User: arn:aws:iam::999999999999:user/windlass is not authorized</Message></Error><RequestId>r-3</RequestId></ErrorResponse>`,
  }
}

/** A session whose access key says for which role and person it is. */
export function assumedRole(call: Call, expiration = '2100-01-01T00:00:00Z'): Reply {
  const key = `ASIA-${call.params.get('RoleArn')?.split(':')[4]}-${call.params.get('RoleSessionName')}`
  return {
    body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t-${escape(key)}</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  }
}

export type Listed = {
  readonly id: string
  readonly name?: string
  readonly state?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly more?: string
}

export function instanceXml({ id, name, state = 'running', tags = {}, more = '' }: Listed): string {
  const all = Object.entries(name === undefined ? tags : { Name: name, ...tags })
  const tagSet = all.map(([key, value]) => `<item><key>${xml(key)}</key><value>${xml(value)}</value></item>`).join('')
  return `<item><instanceId>${id}</instanceId><imageId>ami-1</imageId><instanceState><code>16</code><name>${state}</name></instanceState><instanceType>t3.micro</instanceType><launchTime>2026-11-23T14:02:07.000Z</launchTime><placement><availabilityZone>eu-central-1a</availabilityZone></placement><privateIpAddress>10.0.0.7</privateIpAddress><ipAddress>3.4.5.6</ipAddress><tagSet>${tagSet}</tagSet>${more}</item>`
}

export function instancesAnswer(instances: readonly Listed[], nextToken?: string): Reply {
  const items = instances.map((each) => `<item><instancesSet>${instanceXml(each)}</instancesSet></item>`).join('')
  const next = nextToken === undefined ? '' : `<nextToken>${nextToken}</nextToken>`
  return ec2Answer('DescribeInstances', `<reservationSet>${items}</reservationSet>${next}`)
}

/** The filters of a call, by name. */
export function filtersOf({ params }: Call): Record<string, string[]> {
  const filters: Record<string, string[]> = {}
  for (let filter = 1; params.has(`Filter.${filter}.Name`); filter++) {
    const name = params.get(`Filter.${filter}.Name`) ?? ''
    if (name in filters) throw new Error(`Two filters ${name}`)
    const values: string[] = []
    for (let value = 1; params.has(`Filter.${filter}.Value.${value}`); value++)
      values.push(params.get(`Filter.${filter}.Value.${value}`) ?? '')
    filters[name] = values
  }
  return filters
}
