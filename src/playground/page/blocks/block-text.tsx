import type { RichTextBlockElement } from 'slack-blocks-to-jsx'
import { parseMrkdwn, parsePlain } from '../mrkdwn.ts'
import type { TextObject } from './block-shapes.ts'
import { LibraryBlock } from './library-block.tsx'

/** A text object, with the markup that its kind allows. */
export function BlockText({ text }: { text: TextObject }) {
  const elements: RichTextBlockElement[] =
    text.type === 'mrkdwn'
      ? parseMrkdwn(text.text)
      : [{ type: 'rich_text_section', elements: parsePlain(text.text, text.emoji !== false) }]
  return <LibraryBlock block={{ type: 'rich_text', elements }} />
}
