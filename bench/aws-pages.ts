/**
 * AWS for the benchmark, a process of its own: whatever DescribeInstances answers lies ready in memory, so that only
 * the client is measured. `GET /serve?instances=1000` says how many there are from now on, half of them in each Region.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { makeInstances } from '../src/playground/world/aws-many.ts'
import { pagesOf, regionOf } from './pages.ts'
import { account, regions } from './setting.ts'

const now = Date.UTC(2026, 10, 23, 12)
const largest = 10_000

const session = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIABENCHMARK</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`

const prepared = new Map<string, Buffer[]>()
for (const region of regions) {
  const { instances } = makeInstances(largest / regions.length, { account: account.id, region, now })
  for (const total of [1000, largest]) {
    const these = instances.slice(0, total / regions.length)
    prepared.set(`${region} ${total}`, pagesOf(these, { account: account.id, now }))
  }
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
  const region = regionOf(request.headers.authorization)
  const page = prepared.get(`${region} ${total}`)?.[Number(parameters.get('NextToken') ?? 0)]
  const bytes = parameters.get('Action') === 'DescribeInstances' ? page : Buffer.from(session)
  response.writeHead(200, { 'content-type': 'text/xml;charset=UTF-8', 'content-length': bytes?.length ?? 0 })
  response.end(bytes)
}

const server = createServer((request, response) => void answer(request, response))
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`))
