import type { AuditEvent } from '../core/audit.ts'
import type { ReadPorts } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Person } from '../core/people.ts'
import { isProblem, type Problem, problemView } from '../core/problem.ts'
import { admit } from './admit.ts'
import { type Ending, giveAnswer } from './answer.ts'
import { type Asked, findAsked } from './ask.ts'
import { type Decided, decide, within } from './decide.ts'
import { explainFailure } from './failure.ts'
import { parseCommand, type Values } from './parse.ts'
import type { SpinePorts } from './ports.ts'
import { resolveTargets } from './resolve.ts'
import { scopeOf } from './scope.ts'
import { findShareableChannel, share, withShare } from './share.ts'
import { announceWork } from './working.ts'

/** One delivery through all stages to its one visible answer. Never throws: what goes wrong is told or logged. */
export async function run(delivery: Delivery, ports: SpinePorts): Promise<void> {
  const id = ports.system.newId()
  const work = announceWork(delivery, ports)
  try {
    const ending = await perform(delivery, ports).catch((error: unknown) =>
      failed(delivery, error, { id, log: ports.log }),
    )
    await giveAnswer({ delivery, ending, working: await work.done(), id }, ports)
  } catch (error) {
    await lastWords(delivery, error, { id, ports, work })
  }
}

/** The stages, in their order; each may end the request. */
async function perform(delivery: Delivery, ports: SpinePorts): Promise<Ending> {
  const person = await admit(delivery, ports)
  if (isProblem(person)) return ended('refused', person, typedWords(delivery))
  const asked = await findAsked(delivery, ports)
  if (isProblem(asked)) return ended('misunderstood', asked, typedWords(delivery))
  const values = parseCommand(asked, ports.product.accounts)
  if (isProblem(values)) return ended('misunderstood', values, asked.words)
  const decided = decide({ person, command: asked.command, values }, ports.product)
  if (isProblem(decided)) return ended('denied', decided, asked.words)
  return read({ delivery, person, asked, values, decided }, ports)
}

type Reading = {
  readonly delivery: Delivery
  readonly person: Person
  readonly asked: Asked
  readonly values: Values
  readonly decided: Decided
}

async function read({ delivery, person, asked, values, decided }: Reading, ports: SpinePorts): Promise<Ending> {
  const { command, words } = asked
  const channel = findShareableChannel(delivery, ports.slack)
  const reader = within(ports.aws.readerFor({ team: person.team, user: person.id }), decided)
  const resolved = await resolveTargets({ command, values, places: decided.places, reader })
  if (isProblem(resolved)) return ended('misunderstood', resolved, words)
  const scope = scopeOf({ person, command, words, places: decided.places, now: ports.system.now() }, ports.product)
  const view = await command.run(resolved, { ec2: reader, scope } satisfies ReadPorts)
  if (asked.isShare) return { view: await share(delivery, view, ports.slack), kind: 'shared', rule: undefined, words }
  const kind = view.file === undefined ? 'answered' : 'exported'
  return { view: withShare(view, await channel, words), kind, rule: undefined, words }
}

function ended(kind: AuditEvent['kind'], problem: Problem, words: readonly string[]): Ending {
  return { view: problemView(problem), kind, rule: problem.code, words }
}

/** What was typed, for the audit, where it never became a command. */
function typedWords({ asks }: Delivery): string[] {
  return asks.kind === 'words' ? [asks.words.slice(0, 200)] : [asks.value]
}

function failed(delivery: Delivery, error: unknown, { id, log }: { id: string; log: SpinePorts['log'] }): Ending {
  return ended('failed', explainFailure(error, { log, reference: id }), typedWords(delivery))
}

type Last = { readonly id: string; readonly ports: SpinePorts; readonly work: ReturnType<typeof announceWork> }

/** The answer itself could not be recorded or given: one more try with the plain reason, and the log in any case. */
async function lastWords(delivery: Delivery, error: unknown, { id, ports, work }: Last): Promise<void> {
  const view = problemView(explainFailure(error, { log: ports.log, reference: id }))
  try {
    await ports.slack.outbox.answer({ delivery, view, recordId: id, working: await work.done() })
    await ports.store.markAnswered(delivery.id, ports.system.now())
  } catch (second) {
    ports.log.error({ reference: id, delivery: delivery.id, error: second }, 'a delivery is left without an answer')
  }
}
