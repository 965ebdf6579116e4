import { z } from 'zod'
import { id, limits, plain, stillBlocks } from './block-limits.ts'

/** Of modals, as docs.slack.dev/reference/views and the types of @slack/types 3.2 state them. */
export const viewLimits = {
  blocks: 100,
  title: 24,
  privateMetadata: 3_000,
  label: 2_000,
  typed: 3_000,
  bytes: 250_000,
}

const flag = z.boolean().optional()
const textInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: id,
    multiline: flag,
    initial_value: z.string().max(viewLimits.typed).optional(),
    min_length: z.int().min(0).max(viewLimits.typed).optional(),
    max_length: z.int().min(1).max(viewLimits.typed).optional(),
    placeholder: plain(limits.placeholder).optional(),
    focus_on_load: flag,
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? viewLimits.typed), {
    error: 'min_length must not be greater than max_length',
  })

/** Other inputs than this one come here with their first use. */
export const inputBlock = z.strictObject({
  type: z.literal('input'),
  block_id: id,
  label: plain(viewLimits.label),
  hint: plain(viewLimits.label).optional(),
  optional: flag,
  element: textInput,
})

export const modalView = z.strictObject({
  type: z.literal('modal'),
  title: plain(viewLimits.title),
  submit: plain(viewLimits.title).optional(),
  close: plain(viewLimits.title).optional(),
  blocks: z.array(z.discriminatedUnion('type', [inputBlock, ...stillBlocks])).max(viewLimits.blocks),
  private_metadata: z.string().max(viewLimits.privateMetadata).optional(),
  callback_id: id,
  external_id: id,
  clear_on_close: flag,
  notify_on_close: flag,
})
export type ModalView = z.infer<typeof modalView>
