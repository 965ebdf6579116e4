import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { readCredentials, startedAws } from './simulation.ts'

type Signed = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }

test('an action that EC2 has not, and a parameter that the action has not, are refused as EC2 refuses them', async () => {
  const { aws, sts } = await startedAws()
  const credentials = await readCredentials(sts(), 'production')
  const answers = await Promise.all([
    signedPost(aws.url, ['Action=DescribeInstanses&Version=2016-11-15'], credentials),
    signedPost(aws.url, ['Action=DescribeInstances&Version=2016-11-15&Instance.1=i-0'], credentials),
  ])
  expect(answers.map(({ status, body }) => [status, /<Errors>(.*)<\/Errors>/.exec(body)?.[1]])).toEqual([
    [
      400,
      '<Error><Code>InvalidAction</Code><Message>The action DescribeInstanses is not valid for this web service.</Message></Error>',
    ],
    [400, '<Error><Code>UnknownParameter</Code><Message>The parameter Instance is not recognized</Message></Error>'],
  ])
})

test('a signature made by hand from its description is taken', async () => {
  const { aws, sts } = await startedAws()
  const credentials = await readCredentials(sts(), 'production')
  const answer = await signedPost(aws.url, ['Action=DescribeImages&Version=2016-11-15'], credentials)
  expect(answer.status).toBe(200)
  expect(answer.body).toContain('<platform>windows</platform>')
})

test('a request that was changed on its way is refused', async () => {
  const { aws, sts } = await startedAws()
  const credentials = await readCredentials(sts(), 'production')
  const bodies: [string, string] = [
    'Action=DescribeImages&Version=2016-11-15',
    'Action=DescribeVolumes&Version=2016-11-15',
  ]
  const answer = await signedPost(aws.url, bodies, credentials)
  expect(answer.status).toBe(401)
  expect(answer.body).toContain('<Code>AuthFailure</Code>')
  expect(aws.calls.at(-1)).toMatchObject({ action: 'DescribeVolumes', account: '', outcome: 'AuthFailure' })
})

/** Signature Version 4 written a second time, so that the simulation's own reading of it is checked against another. */
async function signedPost(
  url: string,
  [body, sent = body]: [signed: string, sent?: string],
  { accessKeyId, secretAccessKey, sessionToken = '' }: Signed,
) {
  const { host } = new URL(url)
  const date = '20261123T120000Z'
  const scope = '20261123/eu-central-1/ec2/aws4_request'
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
  const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const headers = `host:${host}\nx-amz-date:${date}\nx-amz-security-token:${sessionToken}\n`
  const names = 'host;x-amz-date;x-amz-security-token'
  const canonical = `POST\n/\n\n${headers}\n${names}\n${sha(body)}`
  const key = scope.split('/').reduce<string | Buffer>(mac, `AWS4${secretAccessKey}`)
  const signature = mac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha(canonical)}`).toString('hex')
  const credential = `Credential=${accessKeyId}/${scope}`
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`
  const answer = await fetch(url, {
    method: 'POST',
    body: sent,
    headers: { authorization, 'x-amz-date': date, 'x-amz-security-token': sessionToken },
  })
  return { status: answer.status, body: await answer.text() }
}
