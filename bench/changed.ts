import { z } from 'zod'
import { sessionName } from '../src/core/session-name.ts'
import { changers, instancesOf, type Person, workspace } from './crowd.ts'

const changed = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  action: z.string(),
  outcome: z.string(),
  sourceIdentity: z.string(),
  names: z.array(z.string()),
})

/** One call to AWS that changes something, or was a rehearsal of one. */
export type Changed = z.infer<typeof changed>

export async function listChanged(awsUrl: string): Promise<Changed[]> {
  const answer = await fetch(`${awsUrl}/changes`)
  return z.array(changed).parse(await answer.json())
}

export function callsOf(all: readonly Changed[], person: Person, round: number): Changed[] {
  const names = new Set(instancesOf(person, round))
  return all.filter((call) => call.outcome === 'ok' && call.names.some((name) => names.has(name)))
}

/** What is not as it must be: each instance stopped once, alone, in its person's name, and nothing else at all. */
export function findWrong(all: readonly Changed[], rounds: readonly number[]): string[] {
  const done = all.filter(({ outcome }) => outcome === 'ok')
  const wanted = changers.flatMap((person) =>
    rounds.flatMap((round) =>
      instancesOf(person, round).map((name) => `StopInstances ${name} as ${identityOf(person)}`),
    ),
  )
  const found = done.map(({ action, names, sourceIdentity }) => `${action} ${names.join('+')} as ${sourceIdentity}`)
  const times = (list: readonly string[], what: string) => list.filter((each) => each === what).length
  return [...new Set([...wanted, ...found])].flatMap((what) => {
    const [should, did] = [times(wanted, what), times(found, what)]
    return should === did ? [] : [`${what}: ${did} times instead of ${should}`]
  })
}

function identityOf({ id }: Person): string {
  return sessionName({ team: workspace.team.id, id })
}
