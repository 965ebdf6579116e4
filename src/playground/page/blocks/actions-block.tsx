import type { BlockProps } from './block.tsx'
import { actionsSchema } from './block-shapes.ts'
import { Pressable } from './pressable.tsx'

export function ActionsBlock({ block, message }: BlockProps) {
  const { elements, block_id: blockId } = actionsSchema.parse(block)
  if (message === undefined) throw new Error('Only the buttons of a message can be pressed.')
  return (
    <div className="block-actions">
      {elements.map((element) => (
        <Pressable key={verbOf(element)} element={element} blockId={blockId} message={message} />
      ))}
    </div>
  )
}

/**
 * `1:next` without where it stands: on the next page "Next" has the keyboard's focus still, while "Undo" in the place
 * of "Stop" is another button, which a second press of Enter must not reach.
 */
function verbOf({ action_id: actionId }: Readonly<Record<string, unknown>>): string {
  return String(actionId).replace(/^.*:/, '')
}
