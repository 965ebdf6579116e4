import { beforeAll, describe, expect, it } from 'vitest'
import type { Change, Progress } from '../../src/core/change.ts'
import { changeCard, changeDetails } from '../../src/core/change-card.ts'
import type { Instance } from '../../src/core/ec2/instance.ts'
import type { Plan } from '../../src/core/plan.ts'
import type { View } from '../../src/core/view.ts'
import { renderMessage } from '../../src/slack/render.ts'
import { anAccount } from '../fixtures/account.ts'
import { aChange, changeCommandOf, planFor } from '../fixtures/change.ts'
import { bulletsOf, leadText, noteText, paragraphsOf, tableOf } from '../fixtures/run-command.ts'
import { anInstance, noon } from '../fixtures/values.ts'

const stop = changeCommandOf('ec2 stop')
const at = noon + 70_000
const decided = { decidedBy: 'U0ADA', decidedAt: noon + 60_000 }
const ended = { ...decided, state: 'ended', endedAt: noon + 112_000 } as const

let plan: Plan

beforeAll(async () => {
  plan = await planOf(Array.from({ length: 100 }, (_, index) => anInstance({ name: `web-${index + 1}` })))
})

function planOf(instances: readonly Instance[]): Promise<Plan> {
  return planFor('ec2 stop', instances, anAccount(instances))
}

function there(index: number): Progress {
  return { kind: 'there', at: at + 30_000 + index * 1_000, acceptedAt: at, state: 'stopped' }
}

/** As AWS's refusals are said: by name, id and place. */
function refused(index: number, why = 'it is protected against being stopped (OperationNotPermitted). '.repeat(4)) {
  const target = plan.targets[index]
  const message = `${target?.name} (${target?.id}) in production, eu-central-1 was not stopped: ${why}Look with /ec2 show ${target?.id}.`
  return { kind: 'refused', at, code: 'OperationNotPermitted', message, requestId: undefined } as const
}

function cardOf(given: Partial<Change>): View {
  return changeCard(aChange(plan, given), stop, at + 41_000)
}

/** What the view says in words is in the message to the last character. */
function expectShownWhole(view: View): void {
  const shown = spoken(renderMessage(view, '7KQ2').blocks)
  for (const said of [leadText(view), ...paragraphsOf(view), ...bulletsOf(view)]) expect(shown).toContain(said)
}

function spoken(block: unknown): string {
  if (Array.isArray(block)) return block.map(spoken).join('')
  if (typeof block !== 'object' || block === null) return ''
  if ('user_id' in block) return `<@${String(block.user_id)}>`
  if ('text' in block && typeof block.text === 'string') return block.text
  return Object.values(block).map(spoken).join('')
}

describe('a change of many that ended', () => {
  it('says once what became of all that came to the same, and sends the rest as a file', () => {
    const progress = plan.targets.map((_, index) => (index < 60 ? refused(index) : there(index - 60)))
    const view = cardOf({ ...ended, progress })
    const [lines = '', rest] = paragraphsOf(view)
    expect(leadText(view)).toBe(
      'Stopped 40 of 100 instances in production, eu-central-1. web-1, web-2, web-3, web-4, web-5, web-6, web-7, web-8, web-9, web-10 and 50 more were refused.',
    )
    expect(lines.split('\n')).toEqual([
      expect.stringMatching(
        /^✕ web-1, .*, web-10 and 50 more: each in production, eu-central-1 was not stopped: it is protected .*Look with \/ec2 show …\.$/,
      ),
      '✓ web-61, web-62, web-63, web-64, web-65, web-66, web-67, web-68, web-69, web-70 and 30 more stopped after 30 s to 69 s',
    ])
    expect(rest).toBe('This is not all of it. Each by itself is in change-7KQ2-end.txt, in your direct messages.')
    expectShownWhole(view)
    for (const { id } of plan.targets) expect(view.file?.content).toContain(id)
    expect(view.file?.content).toContain(`Look with /ec2 show ${plan.targets[59]?.id}.`)
  })

  it('has its file also for whoever looks it up', () => {
    const change = aChange(plan, { ...ended, progress: plan.targets.map((_, index) => there(index)) })
    expect(changeDetails(change, stop, at).file).toEqual(changeCard(change, stop, at).file)
  })

  it('with another sentence for each shows what fits, says how many more there are, and sends the file', () => {
    const progress = plan.targets.map((_, index) => refused(index, `reason ${index} `.repeat(30)))
    const view = cardOf({ ...ended, progress })
    const lines = (paragraphsOf(view)[0] ?? '').split('\n')
    expect(lines.at(-1)).toBe(`and ${100 - (lines.length - 1)} more`)
    expectShownWhole(view)
    for (const index of plan.targets.keys()) expect(view.file?.content).toContain(`reason ${index} `)
  })

  it('and says at length why shows the beginning of that, and sends the file', () => {
    const ending = 'web-1: state was running and is gone. '.repeat(60)
    const view = cardOf({ ...ended, progress: plan.targets.map((_, index) => there(index)), ending })
    expect(paragraphsOf(view)[1]).toMatch(/^web-1: .*…$/s)
    expect(view.file?.content).toContain(ending)
  })

  it('in no more than twelve lines has a line for each, and no file', () => {
    const few = { ...plan, targets: plan.targets.slice(0, 12), steps: plan.steps.slice(0, 12) }
    const progress = few.targets.map((_, index) => there(index))
    const view = changeCard(aChange(few, { ...ended, progress }), stop, at)
    expect((paragraphsOf(view)[0] ?? '').split('\n')).toHaveLength(12)
    expect(view.file).toBeUndefined()
  })
})

describe('a change of many on its way', () => {
  it('says that its file comes at the end', () => {
    const view = cardOf({ ...decided, state: 'applying', progress: plan.targets.map((_, index) => refused(index)) })
    expect(paragraphsOf(view)[1]).toMatch(/^✕ web-1, .* and 90 more: each in production/)
    expect(paragraphsOf(view)[2]).toMatch(/^This is not all of it\. When it has ended, a file .* direct messages\.$/)
    expect(view.file).toBeUndefined()
    expectShownWhole(view)
  })
})

describe('a proposal', () => {
  const noteOf = (view: View) => {
    const context = renderMessage(view, '7KQ2').blocks.find(({ type }) => type === 'context')
    return JSON.stringify(context)
  }

  it('with long names that are left out and much that could not be read keeps its note, and is in a file', async () => {
    const long = (index: number) => `${String(index).padStart(3, '0')}-${'x'.repeat(250)}`
    const instances = [
      anInstance({ name: 'web-1' }),
      ...Array.from({ length: 9 }, (_, index) => anInstance({ name: long(index), state: 'stopped' })),
    ]
    const unread = Array.from(
      { length: 20 },
      (_, index) => `The groups of account ${index} could not be read: ${'y'.repeat(180)}.`,
    )
    const view = changeCard(aChange({ ...(await planOf(instances)), unread }), stop, noon)
    expect(noteText(view)).toMatch(/^Rehearsed .* Rule .* Expires .* Change 7KQ2\.$/)
    expect(noteOf(view)).toMatch(/Rehearsed.*Rule.*Expires.*7KQ2/)
    expect(paragraphsOf(view).at(-1)).toMatch(
      /^This is not all of it: shown are 12 of 21 lines about what .* All is in change-7KQ2\.txt/,
    )
    expectShownWhole(view)
    for (const each of unread) expect(view.file?.content).toContain(each)
    for (const { name } of instances) expect(view.file?.content).toContain(name)
  })

  it('shows no more rows than their characters allow, each whole', async () => {
    const tags = { owner: 'o'.repeat(250) }
    const instances = Array.from({ length: 20 }, (_, index) =>
      anInstance({ name: `${String(index).padStart(2, '0')}${'x'.repeat(250)}`, tags }),
    )
    const view = changeCard(aChange(await planOf(instances)), stop, noon)
    const rows = tableOf(view)?.rows ?? []
    expect(rows.length).toBeLessThan(20)
    expect(JSON.stringify(renderMessage(view, '7KQ2').blocks[2])).not.toContain('…')
    expect(paragraphsOf(view).at(-1)).toContain(`the first ${rows.length} of 20`)
    for (const { name } of instances) expect(view.file?.content).toContain(name)
  })

  it('with little left out says so in lines of its own, without a file', async () => {
    const instances = [anInstance({ name: 'web-1' }), anInstance({ name: 'web-2', state: 'stopped' })]
    const unread = ['The Auto Scaling groups could not be read.']
    const view = changeCard(aChange({ ...(await planOf(instances)), unread }), stop, noon)
    expect(bulletsOf(view).slice(-2)).toEqual(['Left out: web-2, already stopped.', unread[0]])
    expect(view.file).toBeUndefined()
  })
})
