import { stripVTControlCharacters } from 'node:util'
import type { ConsoleOutput } from '../core/ec2/evidence.ts'
import type { Instance } from '../core/ec2/instance.ts'
import type { Read } from '../core/evidence.ts'
import { scrub } from '../core/scrub.ts'
import type { Ask, PlaceCalls } from './place-calls.ts'

const mostLines = 200

/** The end of what it last wrote to its console. EC2 keeps that from its start, its stop or its end. */
export async function readConsole(
  instance: Instance,
  calls: Pick<PlaceCalls, 'attempt'>,
): Promise<Read<ConsoleOutput>> {
  const { place } = instance
  const answer = await calls.attempt({ place, action: 'ec2:GetConsoleOutput', reads: 'whole' }, askConsole(instance))
  if ('failure' in answer) return { unread: `The console output could not be read: ${answer.failure.message}` }
  return { value: answer.value }
}

export function askConsole({ id }: Pick<Instance, 'id'>): Ask<ConsoleOutput> {
  return async (client, abortSignal) => {
    const { Output = '', Timestamp } = await client.getConsoleOutput({ InstanceId: id }, { abortSignal })
    return { lines: linesOf(Buffer.from(Output, 'base64').toString()), at: Timestamp?.getTime() }
  }
}

/** Colours and what else moves a terminal are taken out, and secrets before a key of many lines is cut into them. */
function linesOf(output: string): readonly string[] {
  const text = scrub(stripVTControlCharacters(output))
  const lines = text.split(/\r?\n|\r/).map((line) => line.replace(/[^\P{Cc}\t]/gu, '').trimEnd())
  const last = lines.findLastIndex((line) => line !== '')
  return lines.slice(0, last + 1).slice(-mostLines)
}
