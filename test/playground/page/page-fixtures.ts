import type { PageMessage, PageModal, PageUser, Snapshot } from '../../../src/playground/slack/page-contract.ts'

export function user(id: string, name: string, realName: string): PageUser {
  return { id, name, realName, title: '', color: '#123456', isBot: false, isStranger: false }
}

export function message(changes: Partial<PageMessage> = {}): PageMessage {
  return {
    channel: 'C1',
    ts: '100.000001',
    user: 'U1',
    text: 'hello',
    blocks: [],
    files: [],
    isEphemeral: false,
    isEdited: false,
    replyCount: 0,
    ...changes,
  }
}

export function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  const channel = { topic: '', kind: 'channel', isExternal: false } as const
  return {
    team: { id: 'T1', name: 'Harbour' },
    me: 'U1',
    users: [user('U1', 'ada', 'Ada Byron'), { ...user('U9', 'windlass', 'Windlass'), isBot: true }],
    channels: [
      { ...channel, id: 'C1', name: 'ops' },
      { ...channel, id: 'C2', name: 'web-team' },
    ],
    messages: [],
    commands: [],
    shortcuts: [],
    wire: [],
    faults: { failing: 0, isDuplicating: false, isLate: false, isOutOfOrder: false, isOut: false, switches: [] },
    isBotConnected: true,
    ...changes,
  }
}

export function modal(changes: Partial<PageModal> = {}): PageModal {
  return {
    viewId: 'V1',
    appName: 'Windlass',
    title: 'Stop web-1',
    submit: 'Stop',
    close: 'Cancel',
    blocks: [textInput('name')],
    ...changes,
  }
}

export function textInput(blockId: string, changes: Record<string, unknown> = {}) {
  const element = { type: 'plain_text_input', action_id: 'typed', ...changes }
  return { type: 'input', block_id: blockId, label: { type: 'plain_text', text: 'Name' }, element }
}
