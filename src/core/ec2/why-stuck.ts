import { code, type Text, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'

// A stop takes a few minutes; EC2 User Guide, "Troubleshoot Amazon EC2 instance stop issues": then force it.
const usualMs = 10 * 60_000

/** What to do where a stop that began then hangs; nothing where it may go on by itself. */
export function stuckText({ details: { instance }, now }: InstanceFacts, at: number | undefined): Text | undefined {
  if (instance.state !== 'stopping' || at === undefined || now - at < usualMs) return undefined
  return text`It hangs: a stop takes a few minutes. Force it with ${code(`aws ec2 stop-instances --force --instance-ids ${instance.id}`)}: its system does not get to write what it holds in memory, so check its disks after the next start. If that does not end it either, AWS Support has to.`
}
