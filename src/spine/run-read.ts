import { type ReadCommand, type ReadPorts, typedName } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import type { MayAsk } from '../core/may.ts'
import { isProblem, type Problem } from '../core/problem.ts'
import type { Registry } from '../core/registry.ts'
import type { View } from '../core/view.ts'
import { keptWords } from './ask.ts'
import { type Asking, type Decided, decide, within } from './decide.ts'
import type { FoundCommand } from './find.ts'
import { mayAskFor } from './may.ts'
import { parseCommand } from './parse.ts'
import type { SpinePorts } from './ports.ts'
import { resolveTargets } from './resolve.ts'
import { scopeOf } from './scope.ts'
import { whyNotChangeFor } from './why-not-change.ts'
import { evidenceWithin } from './within-evidence.ts'
import { functionsWithin } from './within-functions.ts'
import { pricesWithin } from './within-prices.ts'

/** What a command reads from, in one person's name and only where they may. */
export type Sources = Pick<ReadPorts, 'ec2' | 'lambda' | 'evidence' | 'prices' | 'changes' | 'audit'>

export function sourcesFor({ actor }: Asking, decided: Decided, { aws, store }: SpinePorts): Sources {
  const person = { team: actor.team, user: actor.id }
  return {
    ec2: within(aws.readerFor(person), decided),
    lambda: functionsWithin(aws.functionsFor(person), decided),
    evidence: evidenceWithin(aws.evidenceFor(person), decided),
    prices: pricesWithin(aws.pricesFor(person), decided),
    changes: store,
    audit: store,
  }
}

type Reading = {
  readonly asking: Asking
  readonly delivery: Delivery
  readonly found: FoundCommand & { readonly command: ReadCommand }
  /** Looks on at what is read. */
  readonly through: (sources: Sources) => Sources
}

/**
 * A command for the language model: the stages of a typed one from its words to its view, which is shown to nobody yet.
 */
export async function runRead(
  { asking, delivery, found, through }: Reading,
  ports: SpinePorts,
): Promise<View | Problem> {
  const { command, words } = found
  const values = parseCommand(found, ports.product.accounts)
  if (isProblem(values)) return values
  const decided = decide({ ...asking, command, values }, ports.product)
  if (isProblem(decided)) return decided
  const { places } = decided
  const sources = through(sourcesFor(asking, decided, ports))
  const looked = { command, words, values, places, reader: sources.ec2, functions: sources.lambda }
  const resolved = await resolveTargets(looked)
  if (isProblem(resolved)) return resolved
  const { missing } = resolved
  const scope = scopeOf({ asking, command, words: keptWords(found), places, missing }, ports)
  const may = withholding(mayAskFor({ delivery, actor: asking.actor }, ports), ports.product.registry)
  const { knowledge } = ports
  const whyNotChange = whyNotChangeFor(asking, ports.product)
  return command.run(resolved.values, { ...sources, may, whyNotChange, knowledge, assistant: undefined, scope })
}

/** `why` reads what other commands show: a language model is given no more by it than by its own tools. */
function withholding(may: MayAsk, { commands }: Registry): MayAsk {
  return async (words) => {
    const asked = await may(words)
    const isRead = commands.some((command) => command.effect === 'read' && typedName(command) === asked.command)
    return isRead ? asked : { ...asked, withheld: 'a language model is not given it' }
  }
}
