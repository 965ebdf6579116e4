import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { z } from 'zod'
import type { Form } from '../core/outbox.ts'
import { limits } from './block-limits.ts'
import { toSection } from './elements.ts'
import { formIds, type formKeeps } from './form-fields.ts'
import type { LookUpOptions } from './people.ts'
import { plainText } from './render-actions.ts'
import { withRetries } from './retry.ts'
import { isTriggerGone, isTriggerUsed, retryAfterMs } from './slack-error.ts'

// A trigger lives three seconds from the click (docs.slack.dev, "Modals"), some of which are over.
const patienceMs = 2_000

/** False where the person would have to press again. */
export async function openForm(trigger: string, form: Form, { client, system, log }: LookUpOptions): Promise<boolean> {
  let wasTried = false
  const attempt = () => openOnce(trigger, form, { client, wasTried })
  try {
    await withRetries(
      () => attempt().finally(() => (wasTried = true)),
      { what: 'views.open', patienceMs },
      { system, log },
    )
    return true
  } catch (error) {
    if (isTriggerGone(error) || retryAfterMs(error) !== undefined) return false
    throw error
  }
}

type Trying = { readonly client: WebClient; readonly wasTried: boolean }

async function openOnce(trigger_id: string, form: Form, { client, wasTried }: Trying): Promise<void> {
  try {
    await client.views.open({ trigger_id, view: renderForm(form) })
  } catch (error) {
    // By the try before, which Slack did and did not say so: the form is open.
    if (!wasTried || !isTriggerUsed(error)) throw error
  }
}

function renderForm({ value, channel, title, submit, text, label, placeholder }: Form): ModalView {
  const { form: max, actions } = limits
  const keeps: z.infer<typeof formKeeps> = { value, channel }
  return {
    type: 'modal',
    callback_id: formIds.callback,
    private_metadata: JSON.stringify(keeps),
    title: plainText(title, max.title),
    submit: plainText(submit, max.title),
    close: plainText('Cancel', max.title),
    blocks: [
      { type: 'rich_text', elements: [toSection(text, { left: limits.richTextTotal })] },
      {
        type: 'input',
        block_id: formIds.block,
        label: plainText(label, max.label),
        element: {
          type: 'plain_text_input',
          action_id: formIds.input,
          placeholder: plainText(placeholder, actions.placeholder),
          max_length: max.typed,
          focus_on_load: true,
        },
      },
    ],
  }
}
