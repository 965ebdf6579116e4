import address from '@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2'

// The package's own sheet splits the font into parts of SVG glyphs, which Chromium does not draw; this file has both
// kinds. The range keeps its 6 MB from being fetched for a script that it does not have.
const unicodeRange =
  'U+200D, U+203C, U+2049, U+20E3, U+2122, U+2139, U+2194-21AA, U+231A-23FF, U+24C2, U+25AA-25FE, U+2600-27BF, U+2934-2935, U+2B05-2B55, U+3030, U+303D, U+3297, U+3299, U+FE0F, U+1F000-1FAFF, U+E0020-E007F'

/** Fetched by the browser when the first emoji is drawn. */
export function offerEmojiFont(): void {
  document.fonts.add(new FontFace('Noto Color Emoji Web', `url("${address}") format("woff2")`, { unicodeRange }))
}
