import type { Conversation } from './asking/conversation.ts'
import type { AuditEvent } from './audit.ts'
import type { ChangeStore, JobStore } from './change-store.ts'
import type { Delivery } from './delivery.ts'
import type { Answered } from './invocation.ts'
import type { ModelUsageStore } from './model.ts'
import type { Working } from './outbox.ts'

/** A delivery that has no answer yet, and where "Working…" was said if it was, or was about to be. */
export type Unanswered = { readonly delivery: Delivery; readonly working: Working | undefined }

/** Durable state. Every call has happened on disk when it returns; a call that cannot be kept throws. */
export type Store = RequestStore & ChangeStore & JobStore & ModelUsageStore

type RequestStore = {
  /** Keeps a delivery before it is acknowledged; `seen` where one of the same id is kept already. */
  recordDelivery(delivery: Delivery): Promise<'new' | 'seen'>
  /** With the audit event, and what the conversation is about now, in the same transaction: an answer that is not recorded is not given. */
  recordAnswered(answered: Answered, event: AuditEvent, conversation?: Conversation): Promise<void>
  /** What was last talked about there. */
  findConversation(id: string): Promise<Conversation | undefined>
  recordAudit(event: AuditEvent): Promise<void>
  /** The delivery has its one answer and will not be run again. */
  markAnswered(deliveryId: string, at: number): Promise<void>
  /** That "Working…" is said and where it stands: after a crash it is not said again, and the answer replaces it. */
  recordWorking(deliveryId: string, working: Working, at: number): Promise<void>
  /** Deliveries without an answer, oldest first. */
  listUnanswered(): Promise<readonly Unanswered[]>
  findAnswered(invocationId: string): Promise<Answered | undefined>
  /** Drops deliveries, invocations, conversations and what a language model was used for from before that time, and changes that ended before; the audit stays. */
  forgetBefore(at: number): Promise<void>
  close(): Promise<void>
}
