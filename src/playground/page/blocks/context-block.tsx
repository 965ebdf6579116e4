import type { BlockProps } from './block.tsx'
import { contextSchema } from './block-shapes.ts'
import { BlockText } from './block-text.tsx'

export function ContextBlock({ block }: BlockProps) {
  const { elements } = contextSchema.parse(block)
  return (
    <div className="block-context">
      {elements.map((element, index) =>
        element.type === 'image' ? (
          <img key={index} src={element.image_url} alt={element.alt_text} width={20} height={20} />
        ) : (
          <BlockText key={index} text={element} />
        ),
      )}
    </div>
  )
}
