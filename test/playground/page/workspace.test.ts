import { describe, expect, it } from 'vitest'
import { slackbotNotice } from '../../../src/playground/page/notice.ts'
import {
  advance,
  channelMessages,
  type Step,
  threadMessages,
  type Workspace,
} from '../../../src/playground/page/workspace.ts'
import { message, snapshot } from './page-fixtures.ts'

function after(...steps: Step[]): Workspace {
  const loaded: Step = { type: 'loaded', snapshot: snapshot(), preferredChannel: undefined }
  const workspace = [loaded, ...steps].reduce<Workspace | undefined>(advance, undefined)
  if (workspace === undefined) throw new Error('There is no workspace.')
  return workspace
}

const texts = (workspace: Workspace, channel = 'C1') => channelMessages(workspace, channel).map(({ text }) => text)

describe('the workspace of the page', () => {
  it('shows a message once, however often and late it is told of', () => {
    const late = message({ ts: '99.000001', text: 'earlier' })
    const workspace = after(
      { type: 'message', message: message() },
      { type: 'message', message: late },
      { type: 'message', message: message() },
    )
    expect(texts(workspace)).toEqual(['earlier', 'hello'])
  })

  it('replaces a changed message and takes a deleted one away', () => {
    const changed = message({ text: 'changed', isEdited: true })
    const workspace = after({ type: 'message', message: message() }, { type: 'changed', message: changed })
    expect(texts(workspace)).toEqual(['changed'])
    expect(
      texts(after({ type: 'message', message: message() }, { type: 'deleted', channel: 'C1', ts: changed.ts })),
    ).toEqual([])
  })

  it('shows what the bot suggests until one says something there', () => {
    const prompts = [{ title: 'AMI', message: 'What is an AMI?' }]
    const suggested: Step = { type: 'prompts', channel: 'C1', prompts }
    expect(after(suggested).prompts).toEqual({ C1: prompts })
    expect(after(suggested, { type: 'message', message: message({ user: 'U9' }) }).prompts).toEqual({ C1: prompts })
    expect(after(suggested, { type: 'message', message: message() }).prompts).toEqual({ C1: [] })
  })

  it('keeps replies in their thread', () => {
    const reply = message({ ts: '101.000001', threadTs: '100.000001', text: 'reply' })
    const workspace = after({ type: 'message', message: message() }, { type: 'message', message: reply })
    expect(texts(workspace)).toEqual(['hello'])
    expect(threadMessages(workspace, 'C1', '100.000001').map(({ text }) => text)).toEqual(['hello', 'reply'])
  })

  it('counts what arrives elsewhere until one looks', () => {
    const elsewhere = message({ channel: 'C2', user: 'U9' })
    const workspace = after({ type: 'message', message: elsewhere })
    expect(workspace.unread).toEqual({ C2: 1 })
    expect(after({ type: 'message', message: elsewhere }, { type: 'opened', channel: 'C2' }).unread).toEqual({ C2: 0 })
  })

  it('does not count what one wrote oneself', () => {
    expect(after({ type: 'message', message: message({ channel: 'C2' }) }).unread).toEqual({})
  })

  it('counts what the bot does, and nobody else, so that a pressed button knows of an answer', () => {
    const answer = message({ user: 'U9', ts: '101.000001' })
    expect(after({ type: 'message', message: message() }).botActivity).toEqual({})
    const workspace = after({ type: 'message', message: answer }, { type: 'changed', message: answer })
    expect(workspace.botActivity).toEqual({ C1: 2 })
  })

  it('says the news of the open channel in full and names any other place', () => {
    expect(after({ type: 'message', message: message({ user: 'U9', text: '58 instances' }) }).news).toBe(
      'Windlass: 58 instances',
    )
    expect(after({ type: 'message', message: message({ user: 'U9', channel: 'C2' }) }).news).toBe(
      'New message from Windlass in web-team',
    )
    expect(after({ type: 'message', message: message() }).news).toBe('')
  })

  it('a status stands until its text is empty', () => {
    const status = { type: 'status', channel: 'C1', threadTs: '1.0', text: 'is working…' } as const
    expect(after(status, status).statuses).toHaveLength(1)
    expect(after(status, { ...status, text: '' }).statuses).toEqual([])
  })

  it('keeps the notices when the same person loads again, and drops them for another', () => {
    const notice = slackbotNotice({ where: { channel: 'C1', threadTs: undefined }, text: '/x <b>', nowMs: 5_000 })
    const noticed: Step = { type: 'noticed', notice }
    const reload: Step = { type: 'loaded', snapshot: snapshot(), preferredChannel: undefined }
    const another: Step = { type: 'loaded', snapshot: snapshot({ me: 'U2' }), preferredChannel: undefined }
    expect(texts(after(noticed, reload))).toEqual(['/x &lt;b&gt;'])
    expect(texts(after(noticed, another))).toEqual([])
  })

  it('stays in the channel that is open, as far as the next person is in it', () => {
    const [first] = snapshot().channels
    const inOneChannel = snapshot({ me: 'U2', channels: first === undefined ? [] : [first] })
    const opened: Step = { type: 'opened', channel: 'C2' }
    expect(
      after(opened, { type: 'loaded', snapshot: snapshot({ me: 'U2' }), preferredChannel: undefined }).openChannel,
    ).toBe('C2')
    expect(after(opened, { type: 'loaded', snapshot: inOneChannel, preferredChannel: undefined }).openChannel).toBe(
      'C1',
    )
  })

  it('opens the channel that the address names', () => {
    const loaded = advance(undefined, { type: 'loaded', snapshot: snapshot(), preferredChannel: 'C2' })
    expect(loaded?.openChannel).toBe('C2')
  })
})
