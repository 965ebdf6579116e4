import { useState } from 'react'
import type { PageModal, SubmitReply } from '../../slack/page-contract.ts'
import { useSession } from '../session.ts'
import { type Input, type Typed, valuesOf, withTyped } from './modal-values.ts'

/** What was said against a submission: at input blocks, or of the whole. It is gone once the app changes the view. */
type Refusal = { readonly of: PageModal; readonly reply: Extract<SubmitReply, { ok: false }> }

const noErrors: Readonly<Record<string, string>> = {}

/** What is typed into a modal, what became of sending it, and the ways to do so. */
export function useModal(modal: PageModal) {
  const { workspace, client } = useSession()
  const { me } = workspace
  const [typed, setTyped] = useState<Typed>({})
  const [isSubmitting, setIsSubmitting] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const reply = refusal?.of === modal ? refusal.reply : undefined

  const submit = async () => {
    if (isSubmitting) return
    setIsSubmitting(true)
    setRefusal(undefined)
    const values = valuesOf(modal.blocks, typed)
    const answer = await client.submit({ as: me, viewId: modal.viewId, values })
    setIsSubmitting(false)
    if (!answer.ok) setRefusal({ of: modal, reply: answer })
  }
  const close = async () => {
    const answer = await client.close({ as: me, viewId: modal.viewId })
    if (!answer.ok) setRefusal({ of: modal, reply: answer })
  }
  return {
    typed,
    type: (input: Input, text: string) => setTyped((before) => withTyped(before, input, text)),
    isSubmitting,
    blockErrors: reply !== undefined && 'blockErrors' in reply ? reply.blockErrors : noErrors,
    error: reply !== undefined && 'error' in reply ? reply.error : undefined,
    submit: () => void submit(),
    close: () => void close(),
  }
}
