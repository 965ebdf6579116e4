import { z } from 'zod'
import type {
  ModalEvent,
  PageEvent,
  PageMessage,
  PageModal,
  Reply,
  Snapshot,
  SubmitReply,
  SuggestReply,
  WireEntry,
} from '../slack/page-contract.ts'

// The border of the page: everything that the emulator sends is parsed here, and trusted everywhere else.

const user = z.object({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  title: z.string(),
  color: z.string(),
  isBot: z.boolean(),
  isStranger: z.boolean(),
})

const channel = z.object({
  id: z.string(),
  name: z.string(),
  topic: z.string(),
  kind: z.enum(['channel', 'direct']),
  isExternal: z.boolean(),
  with: z.string().exactOptional(),
})

const file = z.object({ id: z.string(), name: z.string(), title: z.string(), size: z.number(), url: z.string() })

const blocks = z.array(z.record(z.string(), z.unknown()))

const stream = z.object({
  isGrowing: z.boolean(),
  isStoppable: z.boolean(),
  isStopped: z.boolean(),
  tasks: z.array(
    z.object({ id: z.string(), title: z.string(), status: z.enum(['pending', 'in_progress', 'complete', 'error']) }),
  ),
})

const message: z.ZodType<PageMessage> = z.object({
  channel: z.string(),
  ts: z.string(),
  threadTs: z.string().exactOptional(),
  user: z.string(),
  text: z.string(),
  blocks,
  files: z.array(file),
  isEphemeral: z.boolean(),
  isEdited: z.boolean(),
  replyCount: z.number(),
  stream: stream.exactOptional(),
})

const modal: z.ZodType<PageModal> = z.object({
  viewId: z.string(),
  appName: z.string(),
  title: z.string(),
  submit: z.string().exactOptional(),
  close: z.string(),
  blocks,
})

const command = z.object({
  command: z.string(),
  description: z.string(),
  usageHint: z.string(),
  completions: z.array(z.object({ words: z.string(), about: z.string(), changes: z.boolean() })),
})

const wireEntry: z.ZodType<WireEntry> = z.object({
  id: z.number(),
  at: z.number(),
  lane: z.enum(['slack', 'aws']),
  direction: z.enum(['to-bot', 'from-bot']),
  title: z.string(),
  outcome: z.string(),
  durationMs: z.number().exactOptional(),
  detail: z.string(),
})

const faults = z.object({
  failing: z.number(),
  isDuplicating: z.boolean(),
  isLate: z.boolean(),
  isOutOfOrder: z.boolean(),
  isOut: z.boolean(),
  switches: z.array(z.object({ id: z.string(), label: z.string(), about: z.string(), isOn: z.boolean() })),
})

export const snapshotSchema: z.ZodType<Snapshot> = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  me: z.string(),
  users: z.array(user),
  channels: z.array(channel),
  messages: z.array(message),
  modal: modal.exactOptional(),
  commands: z.array(command),
  shortcuts: z.array(z.object({ callbackId: z.string(), name: z.string(), about: z.string() })),
  wire: z.array(wireEntry),
  faults,
  isBotConnected: z.boolean(),
})

export const pageEventSchema: z.ZodType<PageEvent | ModalEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), message }),
  z.object({ type: z.literal('changed'), message }),
  z.object({ type: z.literal('deleted'), channel: z.string(), ts: z.string() }),
  z.object({ type: z.literal('wire'), entry: wireEntry }),
  z.object({ type: z.literal('faults'), faults }),
  z.object({ type: z.literal('connection'), isBotConnected: z.boolean() }),
  z.object({ type: z.literal('status'), channel: z.string(), threadTs: z.string(), text: z.string() }),
  z.object({
    type: z.literal('prompts'),
    channel: z.string(),
    prompts: z.array(z.object({ title: z.string(), message: z.string() })),
  }),
  z.object({ type: z.literal('modal'), modal }),
  z.object({ type: z.literal('modal-closed'), viewId: z.string() }),
])

export const replySchema: z.ZodType<Reply> = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: z.string() }),
])

export const submitReplySchema: z.ZodType<SubmitReply> = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), blockErrors: z.record(z.string(), z.string()) }),
  z.object({ ok: z.literal(false), error: z.string() }),
])

export const suggestReplySchema: z.ZodType<SuggestReply> = z.object({
  options: z.array(z.object({ text: z.string(), value: z.string() })),
  error: z.string().exactOptional(),
})
