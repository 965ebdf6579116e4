import { z } from 'zod'
import { id, plain, stillBlocks } from './block-limits.ts'
import { inputElement } from './view-elements.ts'

/** Of modals, as docs.slack.dev/reference/views and the types of @slack/types 3.2 state them. */
export const viewLimits = {
  blocks: 100,
  title: 24,
  privateMetadata: 3_000,
  label: 2_000,
  bytes: 250_000,
}

const flag = z.boolean().optional()

export const inputBlock = z.strictObject({
  type: z.literal('input'),
  block_id: id,
  label: plain(viewLimits.label),
  hint: plain(viewLimits.label).optional(),
  optional: flag,
  element: inputElement,
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
