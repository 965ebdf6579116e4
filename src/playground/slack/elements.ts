import { type InteractiveElement, interactiveElement } from './block-limits.ts'
import type { Message } from './messages.ts'

export type FoundElement = { blockId: string; actionId: string; element: InteractiveElement }

/** Everything in a message that can be clicked, chosen or typed into. */
export function listElements(message: Message): FoundElement[] {
  return message.blocks.flatMap((block) => {
    const { block_id: blockId, accessory, elements } = block
    const candidates = [accessory, ...(Array.isArray(elements) ? elements : [])]
    return candidates.flatMap((candidate): FoundElement[] => {
      const parsed = interactiveElement.safeParse(candidate)
      if (!parsed.success || typeof blockId !== 'string') return []
      const actionId = parsed.data.action_id
      return actionId === undefined ? [] : [{ blockId, actionId, element: parsed.data }]
    })
  })
}

export function findElement(message: Message, blockId: string, actionId: string): FoundElement | undefined {
  return listElements(message).find((each) => each.blockId === blockId && each.actionId === actionId)
}

/** The options that the message itself brings; an external select has none of its own. */
export function optionsOf(element: InteractiveElement) {
  if (element.type === 'overflow') return element.options
  if (element.type !== 'static_select') return []
  return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? []
}
