import { withoutLinks } from '../core/assistant/links.ts'
import { inWholeWords, type Redaction } from '../core/assistant/redaction.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Stream } from '../core/outbox.ts'
import { scrub } from '../core/scrub.ts'
import { bold, type Text, text } from '../core/text.ts'
import type { SpinePorts } from './ports.ts'
import type { Work } from './working.ts'

export type AssistantStream = {
  /** Before the first word, so that nothing else has to say that it is being worked on. Never throws. */
  begin(): Promise<void>
  /** The model's words as they come. */
  append(piece: string): void
  /** A turn is over. */
  pause(): void
  step(title: string): void
  /** From then on the answer takes its place. Never throws. */
  end(): Promise<void>
}

type Streaming = {
  readonly delivery: Delivery
  /** Nothing where the answer cannot stand where it would be. */
  readonly where: 'openly' | 'directly' | undefined
  readonly question: string
  readonly restore: Redaction['restore']
  readonly onStop: () => void
  readonly work: Pick<Work, 'giveWay'>
}

type Ports = Pick<SpinePorts, 'slack' | 'log'>

/** Where Slack takes no stream, nothing is streamed. */
export function streamFor(streaming: Streaming, ports: Ports): AssistantStream {
  const { delivery, restore } = streaming
  let opening: Promise<Stream | undefined> | undefined
  let hasWords = false

  // Neither append nor step throws, so this never rejects; and they keep their order.
  const use = (write: (stream: Stream) => void): void => {
    opening ??= open(streaming, ports)
    void opening.then((stream) => (stream === undefined ? undefined : write(stream)))
  }
  const words = inWholeWords((whole) => use((stream) => stream.append(withoutLinks(restore(whole)))))
  return {
    async begin() {
      opening ??= open(streaming, ports)
      await opening
    },
    append(piece) {
      hasWords = true
      words.push(piece)
    },
    pause() {
      words.end()
      if (hasWords) use((stream) => stream.append('\n\n'))
      hasWords = false
    },
    step: (title) => use((stream) => stream.step(title)),
    async end() {
      words.end()
      const stream = await opening
      await stream?.end().catch((error: unknown) => {
        ports.log.warn({ error, delivery: delivery.id }, 'the end of a streamed answer could not be told')
      })
    },
  }
}

async function open(
  { delivery, where, question, onStop, work }: Streaming,
  { slack, log }: Ports,
): Promise<Stream | undefined> {
  if (where === undefined) return undefined
  const stream = await work.giveWay(() =>
    slack.outbox.openStream(delivery, where, askedText(question)).catch((error: unknown) => {
      log.warn({ error, delivery: delivery.id }, 'an answer could not be streamed')
      return undefined
    }),
  )
  stream?.stopped.addEventListener('abort', onStop)
  if (stream?.stopped.aborted === true) onStop()
  return stream
}

// Enough to know it again.
const mostCharacters = 500

function askedText(question: string): Text {
  const said = scrub(question)
  return text`${bold('You asked:')} ${said.length > mostCharacters ? `${said.slice(0, mostCharacters)}…` : said}`
}
