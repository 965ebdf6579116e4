import { useMemo } from 'react'
import type { RichTextBlockElement } from 'slack-blocks-to-jsx'
import { parseMrkdwn, parsePlain } from '../mrkdwn.ts'
import type { TextObject } from './block-shapes.ts'
import { LibraryBlock } from './library-block.tsx'

/** A text object, with the markup that its kind allows. */
export function BlockText({ text }: { text: TextObject }) {
  const { type, emoji } = text
  const block = useMemo(
    () => ({ type: 'rich_text', elements: elementsOf({ type, text: text.text, emoji }) }),
    [type, text.text, emoji],
  )
  return <LibraryBlock block={block} />
}

function elementsOf({ type, text, emoji }: TextObject): RichTextBlockElement[] {
  if (type === 'mrkdwn') return parseMrkdwn(text)
  return [{ type: 'rich_text_section', elements: parsePlain(text, emoji !== false) }]
}
