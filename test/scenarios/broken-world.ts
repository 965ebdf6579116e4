import { afterAll, beforeAll, expect } from 'vitest'
import { sources } from '../../src/core/evidence.ts'
import type { Why } from '../../src/playground/aws/ec2/reasons.ts'
import { quickPace } from '../../src/playground/aws/pace.ts'
import type { PastEvent } from '../../src/playground/aws/past-event.ts'
import { reading } from '../../src/playground/aws/trail.ts'
import { type AwsPlace, emptyPlace, type SimulatedInstance } from '../../src/playground/aws/world.ts'
import type { Message } from '../../src/playground/slack/messages.ts'
import { awsAccounts } from '../../src/playground/world/aws.ts'
import { botRoles, botUsers, homeAccount } from '../../src/playground/world/aws-access.ts'
import { addFleet } from '../../src/playground/world/aws-fleets.ts'
import { addFunction } from '../../src/playground/world/aws-functions.ts'
import type { FunctionRow } from '../../src/playground/world/aws-functions-row.ts'
import { imagesOf } from '../../src/playground/world/aws-images.ts'
import { buildInstance } from '../../src/playground/world/aws-instance.ts'
import { instanceTypes } from '../../src/playground/world/aws-instance-types.ts'
import { awsRegions } from '../../src/playground/world/aws-regions.ts'
import { addRoutes } from '../../src/playground/world/aws-routes.ts'
import { type Ago, agoMs, type Group, type Particulars, type Row } from '../../src/playground/world/aws-row.ts'
import { addSecurityGroup } from '../../src/playground/world/aws-security-groups.ts'
import { addSpotRequests } from '../../src/playground/world/aws-spot.ts'
import { system } from '../../src/system.ts'
import { ask, openStage, people, pressable, type Stage } from './stage.ts'

const region = 'eu-central-1'

/** A place in which one thing is to be broken. */
export type Scene = {
  readonly place: AwsPlace
  ago(ago: Ago): number
  /** Tells CloudTrail of it. */
  past(...events: readonly PastEvent[]): void
}

export type InstanceScene = Scene & { readonly web: SimulatedInstance }

type Kept = Particulars &
  Partial<Pick<Group, 'fleet' | 'opens' | 'isBalanced'>> & {
    readonly name?: string
    readonly type?: Row[1]
    readonly launched?: Ago
    readonly env?: string
  }

export type World = {
  /** What is broken in it, and how. */
  readonly it: string
  readonly ask: string
  readonly as?: string
  readonly world: (now: number) => AwsPlace
  /** What people do to it through Windlass first. */
  readonly before?: (stage: Stage) => Promise<void>
  /** What the role may not read, by the names of the calls. */
  readonly cannot?: readonly string[]
  /** The first line, times, ids and counts aside. */
  readonly line: string | RegExp
  readonly shows: readonly string[]
  readonly offers: string
  /** What is said beside the cause; nothing else is. */
  readonly also?: readonly string[]
  /** What the answer says that it could not read. */
  readonly unread?: string
}

/** web-1, which has run for three days, and what happened to it. */
export function instanceWorld(
  {
    name = 'web-1',
    fleet,
    opens,
    isBalanced = false,
    type = 'm7g.large',
    launched = '3d',
    env = 'dev',
    ...particulars
  }: Kept,
  breaks: (scene: InstanceScene) => void = () => {},
): World['world'] {
  return (now) => {
    const row: Row = [name, type, 'a', launched, particulars]
    const group: Group = {
      account: 'production',
      region,
      service: 'web',
      team: 'shop',
      owner: 'ada',
      image: 'al2023',
      rows: [row],
      isBalanced,
      ...(fleet === undefined ? {} : { fleet }),
      ...(opens === undefined ? {} : { opens }),
    }
    return aPlace(now, (scene) => {
      const { place } = scene
      const where = { account: homeAccount, region, environment: env, now }
      const { simulated, volumes, addresses } = buildInstance(row, group, where)
      place.instances.push(simulated)
      place.volumes.push(...volumes)
      place.addresses.push(...addresses)
      addFleet(group, where, place)
      addSecurityGroup(group, where, place)
      addRoutes(where, place)
      addSpotRequests(place, now)
      breaks({ ...scene, web: simulated })
    })
  }
}

/** order-intake, and what happened to it. */
export function functionWorld(
  row: Pick<FunctionRow, 'code'> & Partial<FunctionRow>,
  breaks: (scene: Scene) => void = () => {},
): World['world'] {
  return (now) =>
    aPlace(now, (scene) => {
      oneMore(row)(scene)
      breaks(scene)
    })
}

/** Puts a function into a place, as the only one is. */
export function oneMore(row: Pick<FunctionRow, 'code'> & Partial<FunctionRow>): (scene: Scene) => void {
  const usual = {
    account: 'production',
    region,
    name: 'order-intake',
    about: '',
    team: 'orders',
    owner: 'grace',
  } as const
  const whole: FunctionRow = {
    ...usual,
    runtime: 'nodejs22.x',
    memoryMb: 256,
    timeoutSeconds: 10,
    changed: '30d',
    load: { perMinute: 2 },
    triggers: [{ kind: 'sqs', source: 'orders' }],
    ...row,
  }
  return ({ place, ago }) =>
    addFunction(whole, { account: homeAccount, region, environment: 'dev', now: ago('0s') }, place)
}

function aPlace(now: number, fill: (scene: Scene) => void): AwsPlace {
  const place = emptyPlace()
  fill({ place, ago: (ago) => now - agoMs(ago), past: (...events) => void place.past.push(...events) })
  return place
}

/** It ends by that time and for that reason, at once or after having shut down. */
export function ends(
  simulated: SimulatedInstance,
  state: 'stopped' | 'terminated',
  { at, ...why }: Why & { readonly at: number },
): void {
  const leaving = state === 'stopped' ? 'stopping' : 'shutting-down'
  simulated.moves = [
    ...simulated.moves.filter((move) => move.at < at),
    { at, state: leaving, ...why },
    { at: at + 30_000, state, ...why },
  ]
}

type Call = Omit<PastEvent, 'service' | 'parameters'> & { readonly parameters?: object }

/** A call to EC2 that names these instances. */
export function callOn(ids: readonly string[], { parameters, ...call }: Call): PastEvent {
  const instancesSet = { items: ids.map((instanceId) => ({ instanceId })) }
  return { service: 'ec2', parameters: { instancesSet, ...parameters }, ...call }
}

const places = new Map<string, AwsPlace>()
let stage: Stage

/** One app for all worlds of a file, in an organisation of one place, which each world fills anew. */
export function shareStage(): void {
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    const users = botUsers(homeAccount)
    const accounts = awsAccounts.filter(({ name }) => name === 'production')
    stage = await openStage({
      world: {
        accounts: [{ id: homeAccount, name: 'production', users, roles: botRoles(homeAccount), places }],
        regions: awsRegions,
        images: imagesOf([region], system.now()),
        instanceTypes,
        pace: { ...quickPace, stoppingMs: 200 },
      },
      accounts: accounts.map((account) => ({ ...account, environment: undefined, regions: [region] })),
      onClose: (close) => closing.unshift(close),
    })
  })
  afterAll(async () => {
    // oxlint-disable-next-line no-await-in-loop -- the app before what it talks to
    for (const close of closing) await close()
  })
}

const source = new RegExp(` \\((?:${Object.values(sources).join('|')})\\)$`)

/** Asks in that world and holds the answer against what is true there. */
export async function expectTruth(given: World): Promise<void> {
  const { line, shows, offers, also = [], unread } = given
  const answer = readAnswer(await answerIn(given))
  const offered = answer.offered.find((label) => label === offers)
  expect({ line: answer.line, also: answer.also, offered }).toEqual({
    line: typeof line === 'string' ? line : expect.stringMatching(line),
    also,
    offered: offers,
  })
  for (const evidence of answer.evidence) expect(evidence).toMatch(source)
  for (const evidence of shows) expect(answer.evidence.join('\n')).toContain(evidence)
  if (unread === undefined) expect(answer.note).not.toMatch(/could not|left out|may not|refused/)
  else expect(answer.note).toContain(unread)
}

async function answerIn({ ask: question, as = people.ada.id, world, before, cannot = [] }: World): Promise<Message> {
  const { aws } = stage
  places.set(region, world(system.now()))
  await before?.(stage)
  for (const action of cannot) aws.faults.add({ where: { action }, fault: denied })
  const asked = aws.calls.length
  const answer = await ask(stage, question, { as })
  aws.faults.clear()
  expect(aws.calls.slice(asked).filter(({ action }) => !isRead(action))).toEqual([])
  return answer
}

const isRead = (action: string): boolean => reading.test(action) || action === 'FilterLogEvents'

const denied = { kind: 'error', code: 'AccessDenied', message: 'You may not.', status: 403 } as const

function readAnswer(message: Message) {
  const items = message.blocks.flatMap((block) => listItems(block))
  const context = message.blocks.filter(({ type }) => type === 'context')
  return {
    line: lineOf(message.text),
    evidence: items.filter((item) => !item.startsWith('Also:')),
    also: items.filter((item) => item.startsWith('Also:')).map((item) => lineOf(item.slice('Also: '.length))),
    offered: pressable(message).map(({ label }) => label),
    note: JSON.stringify(context),
  }
}

// How many calls there were in the last day depends on the time of day.
const counts = /\d[\d,.]*(?= of\b| calls\b| failed calls\b| %| ms\b| s\b)|(?<= of )\d[\d,]*/g

function lineOf(text: string): string {
  return text
    .replaceAll(/<!date\^[^>]*>/g, '<time>')
    .replaceAll(/\b(vol|acl)-[0-9a-f]+/g, '$1-0')
    .replaceAll('\u200C', '')
    .replaceAll(counts, '#')
}

function listItems(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listItems)
  if (typeof value !== 'object' || value === null || !('elements' in value)) return []
  if ('type' in value && value.type === 'rich_text_list' && Array.isArray(value.elements))
    return value.elements.map((item) => textOf(item))
  return listItems(value.elements)
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('')
  if (typeof value !== 'object' || value === null) return ''
  if ('type' in value && value.type === 'date') return '<time>'
  if ('user_id' in value) return `<@${String(value.user_id)}>`
  return 'text' in value ? String(value.text) : 'elements' in value ? textOf(value.elements) : ''
}
