import { readFileSync } from 'node:fs'
import type { AwsSimulation } from '../../src/playground/aws/organisation.ts'
import { quickPace } from '../../src/playground/aws/pace.ts'
import type { Message } from '../../src/playground/slack/messages.ts'
import { awsWorld } from '../../src/playground/world/aws.ts'
import { system } from '../../src/system.ts'
import { answers, openStage, people, pressable, type Stage } from './stage.ts'

const quick = {
  ...quickPace,
  startingMs: 300,
  stoppingMs: 300,
  hibernatingMs: 300,
  shuttingDownMs: 300,
  replacingMs: 60_000,
}
const path = 'src/playground/world/policies/playground.cedar'

/** The playground's people and policies, with instances that get where they should within a second. */
export function openChangeStage(): Promise<Stage> {
  const policies = [{ path, text: readFileSync(path, 'utf8') }]
  return openStage({ policies, world: awsWorld(system.now(), quick) })
}

/** Presses it in the name of somebody, and waits for nothing. */
export async function click(
  { slack }: Stage,
  message: Message,
  { label, as = people.ada.id }: { readonly label: string | RegExp; readonly as?: string },
): Promise<void> {
  const found = pressable(message).find((each) => each.label.match(label) !== null)
  if (found === undefined) throw new Error(`there is no ${label} on ${message.text}`)
  const { blockId, actionId } = found
  const reply = await slack.act.act({ as, channel: message.channel, ts: message.ts, blockId, actionId })
  if (!reply.ok) throw new Error(reply.error)
}

/** What that message says once it says this. */
export function untilSays({ slack }: Stage, { channel, ts }: Message, says: RegExp): Promise<Message> {
  const members = [people.ada.id, people.grace.id]
  const seen = () => members.flatMap((as) => slack.messagesSeenBy(as, channel))
  return slack.until(() => seen().find((each) => each.ts === ts && says.test(each.text)))
}

/** The next thing that the app shows this person there, beside what is there already. */
export async function nextAnswer(stage: Stage, said: { as?: string; channel?: string }, acts: () => Promise<unknown>) {
  const before = new Set(answers(stage, said).map(({ ts }) => ts))
  await acts()
  return stage.slack.until(() => answers(stage, said).find(({ ts, text }) => !before.has(ts) && text !== 'Working…'))
}

/** Types into the form that is open for them and submits it. */
export async function submit({ slack }: Stage, as: string, typed: string) {
  const modal = await slack.until(() => slack.act.snapshot(as).modal)
  const values = { typed: { typed } }
  return { modal, reply: await slack.act.submit({ as, viewId: modal.viewId, values }) }
}

const rehearsed = 'Client.DryRunOperation'

type Changed = {
  /** `StopInstances web-1`. */
  readonly call: string
  readonly error: string | undefined
  readonly by: string | undefined
  /** False where it found done what it was to do. */
  readonly isMoved: boolean
}

/** Every call that was to change something, rehearsals left out, as CloudTrail has it. */
export function changesIn({ aws }: Stage): Changed[] {
  const names = new Map<string, string>(instancesIn(aws).map(({ id, name }) => [id, name]))
  return aws
    .trail()
    .filter(({ readOnly, errorCode }) => !readOnly && errorCode !== rehearsed)
    .map(({ eventName, requestParameters, responseElements, errorCode, userIdentity }) => {
      const [id = ''] = JSON.stringify(requestParameters).match(/i-[0-9a-f]{17}/) ?? []
      const [from, to] = ['previousState', 'currentState'].map((state) => {
        const found = new RegExp(`"${state}":\\{[^}]*"name":"([a-z-]+)"`).exec(JSON.stringify(responseElements))
        return found?.[1]
      })
      const by = userIdentity.sessionContext?.sourceIdentity
      return { call: `${eventName} ${names.get(id)}`, error: errorCode, by, isMoved: from !== to }
    })
}

/** The id of the instance of that name. */
export function idOf({ aws }: Stage, wanted: string): string {
  const found = instancesIn(aws).find(({ name }) => name === wanted)
  if (found === undefined) throw new Error(`there is no ${wanted}`)
  return found.id
}

function instancesIn({ world }: AwsSimulation): { id: string; name: string }[] {
  const places = world.accounts.flatMap((account) => [...account.places.values()])
  return places.flatMap(({ instances }) =>
    instances.map(({ id, running: { Tags = [] } }) => ({
      id,
      name: Tags.find(({ Key }) => Key === 'Name')?.Value ?? id,
    })),
  )
}

/** Everything that a message says, its blocks included. */
export function saysIn({ text, blocks }: Message): string {
  return `${text} ${JSON.stringify(blocks)}`
}
