import type { BlockProps } from './block.tsx'
import { type Cell, tableSchema } from './block-shapes.ts'
import { LibraryBlock } from './library-block.tsx'

/**
 * The drawing library reads raw cells as Markdown (a name `*db*` would be bold) and knows no `raw_number`; Slack shows
 * both as they are. The first row heads the table.
 */
export function TableBlock({ block }: BlockProps) {
  const { rows, column_settings: columns = [] } = tableSchema.parse(block)
  const [head = [], ...body] = rows
  const looks = (index: number) => {
    const column = columns[index]
    return `align-${column?.align ?? 'left'}${column?.is_wrapped === true ? ' is-wrapped' : ''}`
  }
  return (
    // Wider than the screen it scrolls in its own box, which must then be reachable by keyboard.
    <section className="block-table" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col" className={looks(index)}>
                <CellText cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <td key={index} className={looks(index)}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function CellText({ cell }: { cell: Cell }) {
  if (cell.type === 'rich_text') return <LibraryBlock block={cell} />
  return <bdi>{cell.type === 'raw_text' ? cell.text : (cell.text ?? cell.value.toLocaleString('en'))}</bdi>
}
