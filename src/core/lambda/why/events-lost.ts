import type { Evidence } from '../../evidence.ts'
import { text } from '../../text.ts'
import type { FunctionFacts } from './facts.ts'

// Of these Lambda keeps the event and answers before the function is called (Developer Guide, "Invoking a function asynchronously").
const queued = new Set([
  'S3',
  'SNS',
  'EventBridge',
  'EventBridge Scheduler',
  'SES',
  'CloudWatch Logs',
  'AWS Config',
  'CloudFormation',
  'IoT',
])

/** What becomes of an event with which the function fails. A failure destination and fewer tries may be set; neither is read. */
export function eventsLost({ details: { triggers, deadLetters } }: FunctionFacts): readonly Evidence[] {
  const kinds = [...new Set(triggers.map(({ kind }) => kind))].filter((kind) => queued.has(kind))
  if (kinds.length === 0) return []
  const tried = `an event of ${kinds.join(', ')} with which it fails is tried twice more, unless set otherwise`
  return [
    {
      says:
        deadLetters === undefined
          ? text`${tried}; it has no dead-letter queue, so that the event is then lost where no failure destination is set, which is not read here`
          : text`${tried}, and then goes to ${deadLetters}`,
      source: 'lambda',
    },
  ]
}
