import type { WireEntry } from '../slack/page-contract.ts'
import { Arrow } from './arrow.tsx'

/** One request with its answer; opened, what it said. */
export function WireLine({ entry }: { readonly entry: WireEntry }) {
  const { title, outcome, durationMs, detail } = entry
  // "ec2:DescribeInstances · production, eu-central-1": what was said, and where.
  const [what = '', ...where] = title.split(' · ')
  return (
    <li className="wire-line">
      <details>
        <summary>
          <Lane entry={entry} />
          <strong className="wire-what">
            <What title={what} />
          </strong>
          <span className={isGood(outcome) ? 'outcome' : 'outcome is-bad'}>{outcome}</span>
          <span className="duration">{durationMs === undefined ? '' : durationText(durationMs)}</span>
          <time dateTime={new Date(entry.at).toISOString()}>{clockText(entry.at)}</time>
          <span className="wire-where">{where.join(' · ')}</span>
        </summary>
        <pre>{detail === '' ? 'No content.' : detail}</pre>
      </details>
    </li>
  )
}

/** A long action may be broken behind its service, rather than anywhere. */
function What({ title }: { readonly title: string }) {
  const [service, ...action] = title.split(':')
  if (action.length === 0) return title
  return (
    <>
      {service}:<wbr />
      {action.join(':')}
    </>
  )
}

function Lane({ entry: { lane, direction } }: { readonly entry: WireEntry }) {
  const isToBot = direction === 'to-bot'
  return (
    <span className={`lane lane-${lane}`}>
      {lane === 'aws' ? 'AWS' : 'Slack'}
      <Arrow to={isToBot ? 'right' : 'left'} />
      <span className="for-screen-readers">{isToBot ? ' to Windlass' : ' from Windlass'}</span>
    </span>
  )
}

/** A dry run that would have worked is answered with an error (EC2 API Reference, DryRun). */
function isGood(outcome: string): boolean {
  return /^(ok|sent|2\d\d|DryRunOperation)$/i.test(outcome)
}

function durationText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})

function clockText(atMs: number): string {
  return clock.format(atMs)
}
