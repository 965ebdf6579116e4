import type { BlockProps } from './block.tsx'
import { actionsSchema } from './block-shapes.ts'
import { Pressable } from './pressable.tsx'

export function ActionsBlock({ block, message }: BlockProps) {
  const { elements, block_id: blockId } = actionsSchema.parse(block)
  return (
    <div className="block-actions">
      {/* By position, so that the focus stays on "Next" when a page is turned and the ids are new. */}
      {elements.map((element, index) => (
        <Pressable key={index} element={element} blockId={blockId} message={message} />
      ))}
    </div>
  )
}
