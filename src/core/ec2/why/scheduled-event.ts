import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer, stopOffer } from '../why-offers.ts'

/** EC2 API reference, InstanceStatusEvent: codes. */
const words: ReadonlyMap<string, string> = new Map([
  ['instance-reboot', 'will reboot'],
  ['system-reboot', 'will reboot the host of'],
  ['system-maintenance', 'will work on the host of'],
  ['instance-retirement', 'will retire the faulty host of'],
  ['instance-stop', 'will stop'],
])

/** What AWS has planned with it; a completed one keeps `[Completed]` in its text and is over. */
export function scheduledEvent({ details, now }: InstanceFacts): Diagnosis | undefined {
  const { instance, scheduledEvents } = details
  const [event] = scheduledEvents.filter(({ what }) => !/\[(?:Completed|Canceled)\]/.test(what))
  if (event === undefined || instance.state === 'terminated') return undefined
  const { what, code = what, notBefore } = event
  const isMoved = /retirement|instance-stop/.test(code)
  const when = notBefore === undefined ? [] : text`, ${notBefore > now ? 'not before' : 'since'} ${{ time: notBefore }}`
  return {
    rule: 'scheduled-event',
    finding: text`${bold(`AWS ${words.get(code) ?? 'has planned an event for'} ${visibleName(instance)}`)}${when}.`,
    evidence: [{ says: text`scheduled event ${code}: ${what}`, source: 'ec2' }],
    next: isMoved
      ? text`Stop and start it before then at a time that suits you: it comes up on another host.`
      : text`Nothing, if it may be away for some minutes then; else move the event or reboot it yourself before.`,
    actions: [
      ...(isMoved && instance.state === 'running' ? [stopOffer(instance)] : []),
      askOffer('What is a scheduled event?', 'scheduled-events'),
    ],
  }
}
