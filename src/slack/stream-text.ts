import { oneLine, shorten } from './clean-text.ts'

// Streams are written in markdown, of which plain words must not become any. Slack takes & < > as entities; a backslash
// makes the other marks literal (CommonMark, "Backslash escapes"). A zero-width non-joiner behind them keeps @, : and
// "www" from beginning a mention, an emoji or a link, whichever of its two markups Slack reads.
const zwnj = '\u200C'

/** Words as they may be appended to a stream: nothing in them is markup or pings anybody. */
export function toStreamed(words: string): string {
  return words
    .replaceAll(/[\\`*~[\]|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)
    .replaceAll(/^([ \t]*)([-+#=])/gm, String.raw`$1\$2`)
    .replaceAll(/^([ \t]*\d+)([.)])/gm, String.raw`$1\$2`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', `&lt;${zwnj}`)
    .replaceAll('>', '&gt;')
    .replaceAll(/[@:]|www(?=\.)/gi, `$&${zwnj}`)
}

// "Task and plan chunk fields", docs.slack.dev: at most 256 characters. They are no markdown, as far as Slack says.
const longestTitle = 200

/** The title of a task, in which nothing can begin a mention or a link either. */
export function toTaskTitle(title: string): string {
  return shorten(oneLine(title), longestTitle).replaceAll(/[<@:]/g, `$&${zwnj}`).slice(0, 256)
}
