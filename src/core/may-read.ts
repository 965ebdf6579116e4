import type { MayAsk } from './may.ts'
import { type Place, placeName } from './place.ts'

type Asked = { readonly place: Place; readonly may: MayAsk }

/**
 * Why the actor may not read with these commands in that place, by their names like `/ec2 console`: of those that are
 * left out for the same reason it is one sentence. A command that they may read with is not in it.
 */
export async function whyNotRead(
  commands: readonly (readonly string[])[],
  { place, may }: Asked,
): Promise<ReadonlyMap<string, string>> {
  const narrowed = ['--account', place.account, '--region', place.region]
  const asked = await Promise.all(commands.map((words) => may([...words, ...narrowed])))
  const barred = asked.filter(
    ({ inGeneral, except, withheld }) =>
      withheld !== undefined ||
      inGeneral?.answer !== 'allow' ||
      except.some((other) => placeName(other) === placeName(place)),
  )
  const alike = [...Map.groupBy(barred, ({ withheld }) => withheld)].map(([withheld, all]) => {
    const names = all.map(({ command }) => command)
    return { names, sentence: sentenceOf(names, withheld, place) }
  })
  return new Map(alike.flatMap(({ names, sentence }) => names.map((name) => [name, sentence] as const)))
}

function sentenceOf(names: readonly string[], withheld: string | undefined, place: Place): string {
  const listed = names.join(' and ')
  return withheld === undefined
    ? `Left out, since you may not run ${listed} in ${placeName(place)}.`
    : `What ${listed} ${names.length === 1 ? 'reads' : 'read'} was left out: ${withheld}.`
}
