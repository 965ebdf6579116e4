import type { Change } from '../../src/core/change.ts'
import { aYard, type Yard } from './changing.ts'
import { fleet, type Reply } from './changing-account.ts'

export const stops = (count: number) => Array.from({ length: count }, (_, index) => `stop web-${index + 1}`)

/** A stop of three, confirmed; its jobs have not run. */
export async function confirmed(words = 'ec2 stop web-*', replies: readonly Reply[] = []) {
  const yard = await aYard({ instances: fleet(3) })
  const change = await yard.propose(words)
  yard.account.replies.push(...replies)
  await yard.press(change, 'confirm')
  return { yard, change }
}

/** Its jobs ran, and where the steps are after that. */
export async function applied({ yard, change }: { yard: Yard; change: Change }): Promise<Change> {
  await yard.runJobs()
  return yard.getChange(change)
}

export const progressIn = ({ progress }: Change) => progress.map(({ kind }) => kind)
