import { describe, expect, it } from 'vitest'
import { pageEventSchema, snapshotSchema, submitReplySchema } from '../../../src/playground/page/contract-schemas.ts'
import { inputSchema, textIn, valuesOf, withTyped } from '../../../src/playground/page/modal/modal-values.ts'
import { advance, type Step } from '../../../src/playground/page/workspace.ts'
import { message, modal, snapshot, textInput } from './page-fixtures.ts'

describe('the modal of the page', () => {
  const loaded = (changes = {}): Step => ({
    type: 'loaded',
    snapshot: snapshot(changes),
    preferredChannel: undefined,
  })
  const shown = (...steps: Step[]) => steps.reduce(advance, undefined)?.modal?.viewId
  const opened = (viewId: string): Step => ({ type: 'modal', modal: modal({ viewId }) })

  it('opens, gives way to another one, and goes when it is closed', () => {
    expect(shown(loaded(), opened('V1'))).toBe('V1')
    expect(shown(loaded(), opened('V1'), opened('V2'))).toBe('V2')
    expect(shown(loaded(), opened('V1'), { type: 'modal-closed', viewId: 'V1' })).toBeUndefined()
  })

  it('stays when one that it replaced is closed late', () => {
    expect(shown(loaded(), opened('V1'), opened('V2'), { type: 'modal-closed', viewId: 'V1' })).toBe('V2')
  })

  it('is of the person acted as', () => {
    expect(shown(loaded(), opened('V1'), loaded({ me: 'U2' }))).toBeUndefined()
    expect(shown(loaded(), opened('V1'), loaded({ me: 'U2', modal: modal({ viewId: 'V7' }) }))).toBe('V7')
  })

  it('ends the waiting of the button that opened it', () => {
    const workspace = [loaded(), opened('V1')].reduce(advance, undefined)
    expect(workspace?.botActivity).toEqual({ C1: 1 })
  })

  it('comes as an event and in the snapshot', () => {
    expect(pageEventSchema.parse({ type: 'modal', modal: modal() })).toEqual({ type: 'modal', modal: modal() })
    expect(pageEventSchema.safeParse({ type: 'modal-closed', viewId: 'V1' }).success).toBe(true)
    expect(snapshotSchema.parse(snapshot({ modal: modal(), messages: [message()] })).modal).toEqual(modal())
  })

  it.each([
    [{ ok: true }],
    [{ ok: false, blockErrors: { name: 'That is another name.' } }],
    [{ ok: false, error: 'We had some trouble connecting. Try again?' }],
  ])('understands the answer %j to a submission', (reply) => {
    expect(submitReplySchema.parse(reply)).toEqual(reply)
  })
})

describe('what is typed into a modal', () => {
  const name = inputSchema.parse(textInput('name'))
  const reason = inputSchema.parse(textInput('reason', { initial_value: 'OPS-412' }))
  const blocks = [
    { type: 'divider', block_id: 'd' },
    textInput('name'),
    textInput('reason', { initial_value: 'OPS-412' }),
  ]

  it('begins with what the app fills in, and may be emptied', () => {
    expect(textIn({}, reason)).toBe('OPS-412')
    expect(textIn(withTyped({}, reason, ''), reason)).toBe('')
  })

  it('is sent by block and action, untouched inputs included', () => {
    expect(valuesOf(blocks, withTyped({}, name, 'web-1'))).toEqual({
      name: { typed: 'web-1' },
      reason: { typed: 'OPS-412' },
    })
  })

  it('is not sent of an input that the app has taken away', () => {
    expect(valuesOf([textInput('reason')], withTyped({}, name, 'web-1'))).toEqual({ reason: { typed: '' } })
  })
})
