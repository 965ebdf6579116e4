import type { ReadPorts, Scope } from '../../core/command.ts'
import { failureLines, nothingRead } from '../../core/ec2/failures.ts'
import type { Instance, InstanceState } from '../../core/ec2/instance.ts'
import type { FoundInstances } from '../../core/ec2/instances.ts'
import { didYouMean, lookedIn, namesLike } from '../../core/ec2/looked-for.ts'
import { parseSelector, type Selector, selectorWord, type Tag } from '../../core/ec2/selector.ts'
import { countByState } from '../../core/ec2/state.ts'
import { explainAction } from '../../core/explained-codes.ts'
import { answering } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, joinTexts, type Text, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'

/** `58 instances in 3 accounts: 44 running · 12 stopped · 2 changing`. */
export function leadOf({ instances, failures }: FoundInstances, { places }: Scope): Text {
  const total = instances.length === 1 ? '1 instance' : `${instances.length.toLocaleString('en')} instances`
  const states = joinTexts(
    summarise(instances).map(([state, count]) => [`${count} ${state}`]),
    ' · ',
  )
  const partly =
    failures.length === 0 ? '' : `, as far as ${places.length - failures.length} of ${places.length} places answered`
  return text`${bold(total)} in ${where(instances)}${partly}: ${states}`
}

/** The states in between are one: what matters is that something moves. */
function summarise(instances: readonly Instance[]): [string, number][] {
  const counts = countByState(instances)
  const moving = counts.filter(([state]) => isMoving(state)).reduce((sum, [, count]) => sum + count, 0)
  const still: [string, number][] = counts.filter(([state]) => !isMoving(state))
  return moving === 0 ? still : [...still, ['changing', moving]]
}

function isMoving(state: InstanceState): boolean {
  return state === 'pending' || state === 'stopping' || state === 'shutting-down'
}

function where(instances: readonly Instance[]): string {
  const accounts = new Set(instances.map(({ place }) => place.account))
  const regions = new Set(instances.map(({ place }) => place.region))
  const [account] = accounts
  const [region] = regions
  if (accounts.size > 1) return `${accounts.size} accounts`
  return regions.size === 1 ? `${account}, ${region}` : `${account}, ${regions.size} Regions`
}

type Asked = {
  readonly instances: readonly Selector[]
  readonly state: readonly InstanceState[]
  readonly type: readonly string[]
  readonly tag: readonly Tag[]
  readonly name: readonly string[]
}

/** Nothing found says what was looked for and where, and which names come near. */
export async function noneFound(
  asked: Asked,
  found: FoundInstances,
  { ec2, scope }: Pick<ReadPorts, 'ec2' | 'scope'>,
): Promise<View> {
  const answered = answering(scope.places, found.failures)
  if (answered.length === 0) return noneAnswered(found, scope)
  const names = asked.name.flatMap((name) => {
    const selector = parseSelector(name)
    return selector.ok ? [selector.value] : []
  })
  const meant = await namesLike([...asked.instances, ...names], { reader: ec2, places: answered })
  const wanted = lookedFor(asked)
  return {
    lead: text`${bold('No instance')} ${wanted.length === 0 ? '' : text`fits ${joinTexts(wanted, ' ')}, `}looked for in ${lookedIn(answered)}.${didYouMean(meant)}`,
    parts: found.failures.length > 0 ? [{ kind: 'bullets', items: failureLines(found.failures) }] : [],
    actions: [
      ...meant.map((name, index) => runs(`meant-${index + 1}`, `List ${name}`, ['ec2', 'list', name])),
      ...(wanted.length > 0 ? [runs('all', 'List all instances', ['ec2', 'list'])] : []),
      ...explainAction(found.failures.map((failure) => failure.code)),
    ],
  }
}

function noneAnswered({ failures }: FoundInstances, { again }: Scope): View {
  return {
    lead: nothingRead(failures),
    parts: [{ kind: 'bullets', items: failureLines(failures) }],
    actions: [runs('again', 'Try again', again({})), ...explainAction(failures.map((failure) => failure.code))],
  }
}

/** What was asked for, as a person typed it. */
function lookedFor(asked: Asked): Text[] {
  return [
    ...asked.instances.map(selectorWord),
    ...asked.name.map((name) => `--name ${name}`),
    ...asked.state.map((state) => `--state ${state}`),
    ...asked.type.map((type) => `--type ${type}`),
    ...asked.tag.map(({ key, value }) => `--tag ${key}=${value}`),
  ].map((words) => [code(words)])
}
