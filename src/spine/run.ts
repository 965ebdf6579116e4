import type { AuditEvent } from '../core/audit.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Person } from '../core/people.ts'
import { isProblem, type Problem, problemView } from '../core/problem.ts'
import type { Unanswered } from '../core/store.ts'
import { admit } from './admit.ts'
import { type Ending, giveAnswer } from './answer.ts'
import { type Asked, askedWords, findAsked, saidIn } from './ask.ts'
import { type Decided, decide, within } from './decide.ts'
import { explainFailure } from './failure.ts'
import { parseCommand, type Values } from './parse.ts'
import type { SpinePorts } from './ports.ts'
import { resolveTargets } from './resolve.ts'
import { scopeOf } from './scope.ts'
import { findShareableChannel, share, withShare } from './share.ts'
import { announceWork } from './working.ts'

type Request = { readonly delivery: Delivery; readonly id: string }

/** One delivery through all stages to its one visible answer. Never throws: what goes wrong is told or logged. */
export async function run(unanswered: Unanswered, ports: SpinePorts): Promise<void> {
  const { delivery } = unanswered
  const request = { delivery, id: ports.system.newId() }
  const work = announceWork(unanswered, ports)
  const ending = await perform(request, ports).catch((error: unknown) => failed(request, error, ports))
  await giveAnswer({ ...request, ending, working: await work.done() }, ports)
}

/** The stages, in their order; each may end the request. */
async function perform(request: Request, ports: SpinePorts): Promise<Ending> {
  const { delivery } = request
  const person = await admit(delivery, ports)
  if (isProblem(person)) return ended('refused', person, await saidIn(delivery, ports))
  const asked = await findAsked(delivery, ports)
  if (isProblem(asked)) return ended('misunderstood', asked, await saidIn(delivery, ports))
  const said = askedWords(asked.words)
  const values = parseCommand(asked, ports.product.accounts)
  if (isProblem(values)) return ended('misunderstood', values, said)
  const decided = decide({ person, command: asked.command, values }, ports.product)
  if (isProblem(decided)) return ended(decided.code === 'Denied' ? 'denied' : 'misunderstood', decided, said)
  return read({ ...request, person, asked, values, decided }, ports)
}

type Reading = Request & {
  readonly person: Person
  readonly asked: Asked
  readonly values: Values
  readonly decided: Decided
}

async function read(reading: Reading, ports: SpinePorts): Promise<Ending> {
  const { delivery, person, asked, values, decided } = reading
  const { command, words } = asked
  const said = askedWords(words)
  const channel = findShareableChannel(delivery, ports.slack)
  const reader = within(ports.aws.readerFor({ team: person.team, user: person.id }), decided)
  const resolved = await resolveTargets({ command, values, places: decided.places, reader })
  if (isProblem(resolved)) return ended('misunderstood', resolved, said)
  const { places } = decided
  const scope = scopeOf({ person, command, words, places, missing: resolved.missing }, ports)
  const view = await command.run(resolved.values, { ec2: reader, scope })
  if (asked.isShare)
    return { view: await share({ ...reading, view, said }, ports), kind: 'shared', rule: undefined, said }
  const kind = view.file === undefined ? 'answered' : 'exported'
  return { view: withShare(view, await channel, scope.again({})), kind, rule: undefined, said }
}

function ended(kind: AuditEvent['kind'], problem: Problem, said: string): Ending {
  return { view: problemView(problem), kind, rule: problem.code, said }
}

async function failed({ delivery, id }: Request, error: unknown, ports: SpinePorts): Promise<Ending> {
  const problem = explainFailure(error, { log: ports.log, reference: id })
  return ended('failed', problem, await saidIn(delivery, ports).catch(() => ''))
}
