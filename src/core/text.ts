/**
 * Text that a person will read, as spans. Nothing in a span is markup: the renderer makes each kind of span what Slack
 * shows, so a name that reads `<!channel>` or `*bold*` stays just that.
 */
export type Span =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly link: string; readonly url: string }
  /** A Slack user id, shown as a mention that notifies nobody in an ephemeral message. */
  | { readonly user: string }
  /** Milliseconds since 1970, shown in the reader's own time zone. */
  | { readonly time: number }

export type Text = readonly Span[]

export const bold = (value: string | number): Span => ({ bold: String(value) })
export const code = (value: string): Span => ({ code: value })

/** Text`${bold(3)} instances in ${place}`: strings and spans in one line. */
export function text(strings: TemplateStringsArray, ...values: readonly (Span | Text | number)[]): Text {
  return strings.flatMap((string, index) => {
    const value = values[index]
    const spans =
      value === undefined ? [] : typeof value === 'number' ? [String(value)] : isText(value) ? value : [value]
    return string === '' ? spans : [string, ...spans]
  })
}

/** The spans of several texts with a separator between them. */
export function joinTexts(texts: readonly Text[], separator: string): Text {
  return texts.flatMap((each, index) => (index === 0 ? each : [separator, ...each]))
}

/** What is left without any marks: for notifications, logs and tests. Times are ISO 8601 in UTC. */
export function plain(spans: Text): string {
  return spans.map(plainSpan).join('')
}

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('code' in span) return span.code
  if ('link' in span) return span.link
  if ('user' in span) return `<@${span.user}>`
  return new Date(span.time).toISOString().replace(/:\d\d\.\d+Z$/, 'Z')
}

function isText(value: Span | Text): value is Text {
  return Array.isArray(value)
}
