import type { InputBlock, ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { z } from 'zod'
import type { Form } from '../core/outbox.ts'
import { limits } from './block-limits.ts'
import { toSection } from './elements.ts'
import { renderField } from './form-element.ts'
import { formCallback, type formKeeps } from './form-fields.ts'
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

function renderForm({ value, channel, title, submit, text, fields }: Form): ModalView {
  const { title: longest } = limits.form
  const keeps: z.infer<typeof formKeeps> = { value, channel }
  const about = { type: 'rich_text', elements: [toSection(text, { left: limits.richTextTotal })] } as const
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: JSON.stringify(keeps),
    title: plainText(title, longest),
    submit: plainText(submit, longest),
    close: plainText('Cancel', longest),
    blocks: [about, ...focusedOnce(fields.slice(0, limits.form.fields).map(renderField))],
  }
}

/** The first text to be typed has the focus: Slack takes it for one element only. */
function focusedOnce(blocks: readonly InputBlock[]): InputBlock[] {
  const first = blocks.find(({ element }) => element.type === 'plain_text_input')
  return blocks.map((block) =>
    block === first && block.element.type === 'plain_text_input'
      ? { ...block, element: { ...block.element, focus_on_load: true } }
      : block,
  )
}
