import type { PageMessage } from '../../slack/page-contract.ts'
import { ActionsBlock } from './actions-block.tsx'
import { BlockBoundary } from './block-boundary.tsx'
import { ChartBlock } from './chart-block.tsx'
import { ContextBlock } from './context-block.tsx'
import { HeaderBlock } from './header-block.tsx'
import { LibraryBlock } from './library-block.tsx'
import { SectionBlock } from './section-block.tsx'
import { TableBlock } from './table-block.tsx'

export type BlockProps = {
  readonly block: Record<string, unknown>
  /** Absent in a modal, where nothing of a block is pressed. */
  readonly message?: PageMessage
}

const drawings: Record<string, (props: BlockProps) => React.ReactNode> = {
  actions: ActionsBlock,
  context: ContextBlock,
  data_visualization: ChartBlock,
  divider: () => <hr className="block-divider" />,
  header: HeaderBlock,
  section: SectionBlock,
  table: TableBlock,
}

export function Block({ block, message }: BlockProps) {
  const type = String(block['type'])
  const Drawing = drawings[type] ?? LibraryBlock
  return (
    <BlockBoundary what={type} subject={block}>
      <div className="block">
        <Drawing block={block} {...(message !== undefined && { message })} />
      </div>
    </BlockBoundary>
  )
}
