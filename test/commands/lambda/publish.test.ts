import { describe, expect, it } from 'vitest'
import {
  anOrderIntake,
  applied,
  functionPlanFor,
  isPlannedAgain,
  saidOf,
  seenOf,
} from '../../fixtures/function-change.ts'

const versions = (...numbers: string[]) =>
  numbers.map((version) => ({ version, at: undefined, description: undefined }))
const aliases = [{ name: 'live', version: '7', weights: {}, revision: 'a-1' }]
const typed = 'lambda publish order-intake --description "gift cards"'

describe('/lambda publish', () => {
  it('says which version it will be, and that no alias moves by it', async () => {
    const account = anOrderIntake({ versions: versions('7', '10', '9'), aliases })
    const plan = await functionPlanFor(typed, account)
    expect(saidOf(plan)).toMatchObject({
      summary: '$LATEST as version 11 (gift cards)',
      impact: [
        'No alias moves by it: live (version 7) stays as it is. /lambda alias order-intake --alias live --version 11 moves one.',
        'Where nothing changed since version 10, AWS publishes none.',
      ],
      undo: undefined,
    })
    expect(plan.steps).toMatchObject([{ precondition: { 'newest version': 10, revision: 'revision-1' } }])
    await applied(plan, account)
    expect(account.asked.changed).toMatchObject([
      { change: { kind: 'publish', description: 'gift cards', revision: 'revision-1' } },
    ])
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it('is another plan once the code is another', async () => {
    const plan = await functionPlanFor(typed, anOrderIntake({ versions: versions('7') }))
    expect(await isPlannedAgain(plan, anOrderIntake({ versions: versions('7'), revision: 'revision-2' }))).toBe(false)
    expect(await isPlannedAgain(plan, anOrderIntake({ versions: versions('7', '8') }))).toBe(false)
  })

  it.each([
    ['the first', {}, '$LATEST as version 1'],
    ['not known', { unread: ['The versions could not be read.'] }, '$LATEST as a new version'],
  ])('is %s where there is none', async (_, details, summary) => {
    expect(saidOf(await functionPlanFor('lambda publish order-intake', anOrderIntake(details)))).toMatchObject({
      summary,
      impact: [],
    })
  })

  it('needs to know the revision that is published', async () => {
    const account = anOrderIntake({ revision: undefined })
    await expect(functionPlanFor(typed, account)).rejects.toMatchObject({ code: 'Unread' })
  })

  it('takes a description as long as AWS does', async () => {
    const about = (length: number) => `lambda publish order-intake --description ${'x'.repeat(length)}`
    expect((await functionPlanFor(about(256), anOrderIntake())).steps).toHaveLength(1)
    await expect(functionPlanFor(about(257), anOrderIntake())).rejects.toThrow('At most 256 characters; these are 257.')
  })

  it.each([
    [
      'version 7',
      { kind: 'refused', code: 'NothingChanged', message: 'AWS published none: nothing changed since version 7.' },
    ],
    ['version 8', { kind: 'accepted', state: 'version 8' }],
  ])('that AWS answers with %s has come to what that means', async (state, acted) => {
    const account = anOrderIntake({ versions: versions('7') })
    const answering = {
      ...account,
      changeFunction: async () => ({ kind: 'accepted', requestId: 'r-1', state }) as const,
    }
    expect(await applied(await functionPlanFor(typed, account), answering)).toMatchObject({
      requestId: 'r-1',
      ...acted,
    })
  })

  it('is there with a version above the newest of before', async () => {
    const plan = await functionPlanFor(typed, anOrderIntake({ versions: versions('7') }))
    const seenWith = (...numbers: string[]) => seenOf(plan, anOrderIntake({ versions: versions(...numbers) }))
    expect(await seenWith('7')).toEqual({ kind: 'untouched', state: 'version 7' })
    expect(await seenWith('8', '7')).toEqual({ kind: 'there', state: 'version 8' })
    const unread = anOrderIntake({ unread: ['The versions could not be read.'] })
    expect(await seenOf(plan, unread)).toEqual({ kind: 'unseen', why: 'The versions could not be read.' })
    const unknown = await functionPlanFor(typed, unread)
    expect(await seenOf(unknown, anOrderIntake({ versions: versions('8') }))).toMatchObject({ kind: 'unclear' })
  })
})
