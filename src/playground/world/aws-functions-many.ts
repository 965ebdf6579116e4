import type { AwsWorld } from '../aws/world.ts'
import { emptyPlace } from '../aws/world.ts'
import { addFunction } from './aws-functions.ts'
import { echo } from './aws-functions-code.ts'

const teams = ['shop', 'orders', 'data', 'platform'] as const
const runtimes = ['nodejs22.x', 'python3.13', 'nodejs16.x', 'java21'] as const

export type FunctionCrowd = { readonly account: string; readonly region: string; readonly now: number }

/** Puts so many functions in the place of whatever functions were there. */
export function fillFunctions(world: AwsWorld, count: number, { account, region, now }: FunctionCrowd): void {
  const known = world.accounts.find(({ id }) => id === account)
  if (known === undefined) throw new Error(`no account ${account} in this world`)
  const place = { ...(known.places.get(region) ?? emptyPlace()), functions: [], mappings: [] }
  known.places.set(region, place)
  for (let index = 0; index < count; index += 1) {
    const row = {
      account: 'production',
      region,
      name: `${teams[index % teams.length] ?? 'shop'}-function-${index + 1}`,
      about: 'One of many',
      runtime: runtimes[index % runtimes.length] ?? 'nodejs22.x',
      memoryMb: 128 * (1 + (index % 8)),
      timeoutSeconds: 3 + (index % 27),
      team: teams[index % teams.length] ?? 'shop',
      owner: 'ada',
      code: echo,
      changed: `${1 + (index % 400)}d`,
      load: { everyMinutes: 60 },
    } as const
    addFunction(row, { account, region, environment: 'prod', now }, place)
  }
}
