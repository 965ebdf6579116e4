/**
 * AWS for bench/changes.ts, a process of its own: the simulated organisation, before it what answers for it where a
 * whole Region is listed. That lies ready in memory, as it was at the beginning. `GET /changes`: what was changed.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AwsCall, startAws } from '../src/playground/aws/organisation.ts'
import { quickPace } from '../src/playground/aws/pace.ts'
import { awsWorld } from '../src/playground/world/aws.ts'
import { homeAccount } from '../src/playground/world/aws-access.ts'
import { system } from '../src/system.ts'
import type { Changed } from './changed.ts'
import { placeOf } from './crowd.ts'
import { pagesOf, regionOf } from './pages.ts'
import { regions } from './setting.ts'

const now = system.now()
const world = awsWorld(now, { ...quickPace, stoppingMs: 4000 })
const listed = new Map<string, Buffer[]>()
for (const region of regions) {
  const place = placeOf(region, now)
  world.accounts.find(({ id }) => id === homeAccount)?.places.set(region, place)
  listed.set(region, pagesOf(place.instances, { account: homeAccount, now }))
}

const reading = /^(?:Describe|AssumeRole)/
const changed: Changed[] = []
const simulated = await startAws({
  world,
  clock: system,
  onCall(call) {
    if (!reading.test(call.action)) changed.push(changedBy(call))
  },
})

function changedBy({ at, action, outcome, sourceIdentity = '', parameters }: AwsCall): Changed {
  const { InstanceIds }: { InstanceIds?: unknown } =
    typeof parameters === 'object' && parameters !== null ? parameters : {}
  const names = Array.isArray(InstanceIds) ? InstanceIds.map((id) => nameOf(String(id))) : []
  return { at, action, outcome, sourceIdentity, names }
}

function nameOf(id: string): string {
  const places = world.accounts.flatMap((account) => [...account.places.values()])
  const found = places.flatMap(({ instances }) => instances).find((instance) => instance.id === id)
  return found?.running.Tags?.find(({ Key }) => Key === 'Name')?.Value ?? id
}

async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  if (incoming.url === '/changes') {
    response.end(JSON.stringify(changed))
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of incoming) if (chunk instanceof Buffer) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const page = findPage(new URLSearchParams(body.toString()), regionOf(incoming.headers.authorization))
  if (page === undefined) return ask(incoming, body, response)
  response.writeHead(200, { 'content-type': 'text/xml;charset=UTF-8', 'content-length': page.length })
  response.end(page)
}

const picking = ['tag:Name', 'instance-id']

function findPage(parameters: URLSearchParams, region: string): Buffer | undefined {
  const isPicked = [...parameters].some(([key, value]) => key.startsWith('InstanceId.') || picking.includes(value))
  if (parameters.get('Action') !== 'DescribeInstances' || isPicked) return undefined
  return listed.get(region)?.[Number(parameters.get('NextToken') ?? 0)]
}

function ask({ method, url, headers }: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const asked = request(new URL(url ?? '/', simulated.url), { method: method ?? 'POST', headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 500, answered.headers)
    answered.pipe(response)
  })
  asked.end(body)
}

const server = createServer((incoming, response) => void answer(incoming, response))
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`))
