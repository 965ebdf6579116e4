import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Message } from '../../src/playground/slack/messages.ts'
import { ask, channels, people, press, pressable, type Stage } from './stage.ts'

export const mia = people.mia.id

/** The form that opens for them by this. */
export async function formOf({ slack }: Stage, as: string, acts: () => Promise<unknown>) {
  const before = slack.act.snapshot(as).modal?.viewId
  await acts()
  return slack.until(() => {
    const { modal } = slack.act.snapshot(as)
    return modal?.viewId === before ? undefined : modal
  })
}

/** The form that a command opens. */
export function askForForm(stage: Stage, text: string, as = people.ada.id) {
  return formOf(stage, as, () => stage.slack.act.send({ as, channel: channels.ops, text }))
}

type Filled = { readonly as: string; readonly viewId: string; readonly fields: Record<string, string> }

/** Submits the form with this in its fields. */
export function fill({ slack }: Stage, { as, viewId, fields }: Filled) {
  const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { [name]: value }]))
  return slack.act.submit({ as, viewId, values })
}

/** Asks for it, confirms it by its button, and gives what came of it. */
export async function confirmed(stage: Stage, text: string, as = people.grace.id): Promise<Message> {
  const card = await ask(stage, text, { as })
  expectNotRun(card)
  return press(stage, card, labelsOf(card)[0] ?? '')
}

function expectNotRun(card: Message): void {
  if (!/^Invoke .* in production/.test(card.text)) throw new Error(`no card: ${card.text}`)
}

/** How often Lambda was asked for this function in earnest. */
export function sent({ aws }: Stage, name: string): number {
  const asked = aws.trail().filter(({ eventName }) => eventName === 'Invoke')
  const real = asked.map(({ requestParameters }) => JSON.stringify(requestParameters))
  return real.filter((parameters) => parameters.includes(`:${name}`) && !parameters.includes('DryRun')).length
}

/** Everything that the store has, table by table. */
export function stored({ config }: Stage): string {
  const db = new DatabaseSync(join(config.stateFolder, 'windlass.db'), { readOnly: true })
  try {
    const tables = db.prepare("select name from sqlite_schema where type = 'table'").all()
    return JSON.stringify(tables.map(({ name }) => db.prepare(`select * from "${String(name)}"`).all()))
  } finally {
    db.close()
  }
}

/** What stands in the message's first block of code: what the function answered, where it is JSON. */
export function resultIn({ blocks }: Message): unknown {
  const [, code = ''] =
    /"rich_text_preformatted","elements":\[\{"type":"text","text":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(blocks)) ??
    []
  return JSON.parse(String(JSON.parse(code)))
}

export const labelsOf = (message: Message): string[] => pressable(message).map(({ label }) => label)
