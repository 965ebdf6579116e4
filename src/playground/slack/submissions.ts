import { z } from 'zod'
import { parseSubmissionAnswer } from './acknowledgement.ts'
import type { Deliveries } from './deliveries.ts'
import type { CloseRequest, Reply, SubmitReply, SubmitRequest } from './page-contract.ts'
import { viewPayload } from './payloads.ts'
import { sentences } from './sentences.ts'
import { SlackError } from './slack-error.ts'
import type { Triggers } from './triggers.ts'
import { findInputErrors, listInputs, stateValues } from './view-inputs.ts'
import type { OpenView, Views } from './views.ts'
import type { Workspace } from './workspace.ts'

export type Submissions = {
  submit(request: SubmitRequest): Promise<SubmitReply>
  close(request: CloseRequest): Promise<Reply>
}

type SubmissionsOptions = { workspace: Workspace; views: Views; triggers: Triggers; deliveries: Deliveries }

/** What people do with the modal that is open for them. */
export function createSubmissions({ workspace, views, triggers, deliveries }: SubmissionsOptions): Submissions {
  function findTheirs({ as, viewId }: CloseRequest) {
    const user = workspace.findUser(as)
    const open = views.findOpen(as)
    return user === undefined || open?.id !== viewId ? undefined : { user, open }
  }
  return {
    async submit(request) {
      const theirs = findTheirs(request)
      if (theirs === undefined) return { ok: false, error: sentences.noSuchModal }
      const { user, open } = theirs
      const blockErrors = findInputErrors(open.view, request.values, workspace)
      if (Object.keys(blockErrors).length > 0) return { ok: false, blockErrors }
      const payload = {
        ...viewPayload(workspace, 'view_submission', { user, open, values: stateValues(open.view, request.values) }),
        trigger_id: triggers.newTrigger(user.id),
        response_urls: [],
      }
      const outcome = await deliveries.deliver({ type: 'interactive', payload, acceptsResponse: true })
      if (outcome.kind === 'failed') return { ok: false, error: sentences.submissionFailed }
      return follow(views, open, outcome.answer)
    },
    async close(request) {
      const theirs = findTheirs(request)
      if (theirs === undefined) return { ok: false, error: sentences.noSuchModal }
      const { open } = theirs
      views.close(open)
      if (open.view.notify_on_close !== true) return { ok: true }
      const payload = {
        ...viewPayload(workspace, 'view_closed', { ...theirs, values: {} }),
        is_cleared: open.view.clear_on_close === true,
      }
      // The modal is gone whatever the app makes of it.
      await deliveries.deliver({ type: 'interactive', payload, acceptsResponse: false })
      return { ok: true }
    },
  }
}

/** Does what the acknowledgement says, unless the modal was closed or replaced meanwhile. */
function follow(views: Views, open: OpenView, answer: unknown): SubmitReply {
  try {
    const action = parseSubmissionAnswer(answer)
    if (views.findOpen(open.user)?.id !== open.id) return { ok: true }
    switch (action.response_action) {
      case 'close':
      case 'clear':
        views.close(open)
        return { ok: true }
      case 'update':
        views.change(open, action.view)
        return { ok: true }
      case 'errors':
        return showErrors(open, action.errors)
    }
  } catch (error) {
    if (!(error instanceof SlackError || error instanceof z.ZodError)) throw error
    return { ok: false, error: sentences.submissionFailed }
  }
}

/** Errors are shown at inputs and nowhere else: one for anything but an input is no answer that Slack takes. */
function showErrors({ view }: OpenView, errors: Record<string, string>): SubmitReply {
  const inputs = new Set(listInputs(view).map(({ blockId }) => blockId))
  const ids = Object.keys(errors)
  const areShowable = ids.length > 0 && ids.every((id) => inputs.has(id))
  return areShowable ? { ok: false, blockErrors: errors } : { ok: false, error: sentences.submissionFailed }
}
