import type { Seen } from '../acted.ts'
import type { PlannedStep } from '../command.ts'
import { UserError } from '../errors.ts'
import type { Target } from '../plan.ts'
import type { LambdaFunction, LastUpdate } from './function.ts'

/** What each function has become, by one look each; `judge` reads it and says what that means. */
export async function lookAtFunctions(
  steps: readonly PlannedStep[],
  judge: (found: LambdaFunction, planned: PlannedStep) => Promise<Seen>,
): Promise<ReadonlyMap<string, Seen>> {
  const seen = await Promise.all(
    steps.map(async (planned) => [planned.target.id, await unlessUnseen(planned, judge)] as const),
  )
  return new Map(seen)
}

async function unlessUnseen(
  planned: PlannedStep,
  judge: (found: LambdaFunction, planned: PlannedStep) => Promise<Seen>,
): Promise<Seen> {
  try {
    return await judge(sought(planned.target), planned)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    if (error.code === 'NotFound') return { kind: 'astray', state: 'gone', why: 'it is not there any more.' }
    return { kind: 'unseen', why: error.message }
  }
}

/**
 * Enough to ask with: readers take only where it is and what it is called, and give everything else anew. Looking it up
 * would list every function of the Region, every few seconds.
 */
function sought({ id, name, place, type }: Target): LambdaFunction {
  return {
    arn: id,
    name,
    place,
    description: undefined,
    runtime: type === 'image' || type === 'zip' ? undefined : type,
    packaging: type === 'image' ? 'image' : 'zip',
    architecture: '',
    memoryMb: 0,
    timeoutSeconds: 0,
    modifiedAt: undefined,
  }
}

/** What a function of which this was published last has come to. */
export function versionState(version: string | number): string {
  return `version ${version}`
}

/** Where an update of the newest code's configuration stands; `state` is what it leads to. */
export function seenOfUpdate(lastUpdate: LastUpdate | undefined, state: string): Seen {
  if (lastUpdate?.status === 'InProgress') return { kind: 'moving', state: 'being updated' }
  if (lastUpdate?.status !== 'Failed') return { kind: 'there', state }
  const reason = lastUpdate.reason === undefined ? '' : `: ${lastUpdate.reason.replace(/[.\s]+$/, '')}`
  return { kind: 'astray', state: 'failed', why: `AWS accepted it, and the update failed${reason}.` }
}
