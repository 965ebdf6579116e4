import type { BlockProps } from './block.tsx'
import { sectionSchema } from './block-shapes.ts'
import { BlockText } from './block-text.tsx'
import { LibraryBlock } from './library-block.tsx'
import { Pressable } from './pressable.tsx'

export function SectionBlock({ block, message }: BlockProps) {
  const { text, fields, accessory } = sectionSchema.parse(block)
  return (
    <div className="block-section">
      <div className="block-section-text">
        {text !== undefined && <BlockText text={text} />}
        {fields !== undefined && (
          <div className="block-fields">
            {fields.map((field, index) => (
              <BlockText key={index} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory?.type === 'image' && (
        <div className="block-thumbnail">
          <LibraryBlock block={accessory} />
        </div>
      )}
      {accessory !== undefined && accessory.type !== 'image' && message !== undefined && (
        <Pressable element={accessory} blockId={String(block['block_id'])} message={message} />
      )}
    </div>
  )
}
