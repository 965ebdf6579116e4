/**
 * AWS for the benchmark, a process of its own: whatever DescribeInstances answers lies ready in memory, so that only
 * the client is measured. `GET /serve?instances=1000` says how many there are from now on, half of them in each Region.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { DescribeInstances$ } from '@aws-sdk/client-ec2'
import { instanceAt } from '../src/playground/aws/ec2/instance-at.ts'
import { ec2QueryProtocol } from '../src/playground/aws/wire/query-protocol.ts'
import { makeInstances } from '../src/playground/world/aws-many.ts'
import { regions } from './setting.ts'

const pageSize = 1000
const now = Date.UTC(2026, 10, 23, 12)
const largest = 10_000

const session = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIABENCHMARK</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`

/** As the simulated organisation would answer it, page by page. */
function pagesOf(region: string, count: number): Buffer[] {
  const place = makeInstances(largest / regions.length, { account: '111122223333', region, now })
  const reservations = place.instances.slice(0, count).map((simulated) => ({
    ReservationId: simulated.reservationId,
    OwnerId: '111122223333',
    Groups: [],
    Instances: [instanceAt(simulated, now)],
  }))
  const protocol = ec2QueryProtocol('http://ec2.amazonaws.com/doc/2016-11-15/')
  return Array.from({ length: Math.ceil(count / pageSize) }, (_, page) => {
    const end = (page + 1) * pageSize
    const next = end < count ? { NextToken: String(page + 1) } : {}
    const output = { Reservations: reservations.slice(page * pageSize, end), ...next }
    return Buffer.from(protocol.writeOutput(DescribeInstances$, output, `page-${page}`).body)
  })
}

const prepared = new Map<string, Buffer[]>()
for (const region of regions) {
  for (const total of [1000, largest]) prepared.set(`${region} ${total}`, pagesOf(region, total / regions.length))
}
let total = 1000

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = new URL(request.url ?? '/', 'http://localhost')
  if (asked.pathname === '/serve') {
    total = Number(asked.searchParams.get('instances'))
    response.end()
    return
  }
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
  const parameters = new URLSearchParams(body)
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const page = prepared.get(`${region} ${total}`)?.[Number(parameters.get('NextToken') ?? 0)]
  const bytes = parameters.get('Action') === 'DescribeInstances' ? page : Buffer.from(session)
  response.writeHead(200, { 'content-type': 'text/xml;charset=UTF-8', 'content-length': bytes?.length ?? 0 })
  response.end(bytes)
}

const server = createServer((request, response) => void answer(request, response))
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`))
