import type { BlockProps } from './block.tsx'
import { headerSchema } from './block-shapes.ts'
import { BlockText } from './block-text.tsx'

export function HeaderBlock({ block }: BlockProps) {
  const { text } = headerSchema.parse(block)
  return (
    <h3 className="block-header">
      <BlockText text={text} />
    </h3>
  )
}
