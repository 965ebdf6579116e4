import type { AuditEvent } from '../core/audit.ts'
import type { Command, ReadCommand, SwitchCommand } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { Actor } from '../core/people.ts'
import { isProblem, type Problem, problemView, ruleIn } from '../core/problem.ts'
import type { Unanswered } from '../core/store.ts'
import { admit } from './admit.ts'
import { type Ending, giveAnswer, told } from './answer.ts'
import { type Asked, askedWords, findAsked, saidIn } from './ask.ts'
import { askingOf } from './asking.ts'
import { decideChange } from './confirm.ts'
import { type Asking, type Decided, decide, within } from './decide.ts'
import { explainFailure } from './failure.ts'
import { mayAskFor } from './may.ts'
import { offeredTo } from './offered.ts'
import { parseCommand, type Values } from './parse.ts'
import { pauseSwitchFor } from './pause.ts'
import type { SpinePorts } from './ports.ts'
import { propose } from './propose.ts'
import { resolveTargets } from './resolve.ts'
import { scopeOf } from './scope.ts'
import { findShareableChannel, share, withShare } from './share.ts'
import { functionsWithin } from './within-functions.ts'
import { announceWork } from './working.ts'

type Request = { readonly delivery: Delivery; readonly id: string }

/**
 * One delivery through all stages to its one visible answer. Never throws: what goes wrong is told or logged, and what
 * waits for Slack stays unanswered and is taken up later.
 */
export async function run(unanswered: Unanswered, ports: SpinePorts): Promise<void> {
  const { delivery } = unanswered
  const request = { delivery, id: ports.system.newId() }
  const work = announceWork(unanswered, ports)
  const ending = await perform(request, ports).catch((error: unknown) => failed(request, error, ports))
  // Not in one go with the stages before: an acknowledgement may be waiting.
  await ports.system.breathe()
  const working = await work.done()
  if (ending !== 'later') await giveAnswer(ending, { ...request, working }, ports)
}

/** The stages, in their order; each may end the request. */
async function perform(request: Request, ports: SpinePorts): Promise<Ending | 'later'> {
  const { delivery, id } = request
  const actor = await admit(delivery, ports).catch((error: unknown) => laterIfOut(error, request, ports))
  if (actor === 'later') return actor
  if (isProblem(actor)) return ended('refused', actor, await saidIn(delivery, ports))
  const asked = await findAsked(delivery, ports)
  if (isProblem(asked)) return ended('misunderstood', asked, await saidIn(delivery, ports))
  const asking = askingOf(actor, delivery, { now: ports.system.now() })
  if (asked.kind === 'decision')
    return offeredTo(asking, await decideChange({ ...asked, delivery, actor }, ports), ports.product)
  const { command } = asked
  const said = askedWords(asked.words)
  const values = parseCommand(asked, ports.product.accounts)
  if (isProblem(values)) return ended('misunderstood', values, said)
  const decided = decide({ ...asking, command, values }, ports.product)
  if (isProblem(decided)) return ended(decided.code === 'Denied' ? 'denied' : 'misunderstood', decided, said)
  const running = { delivery, id, asking, asked, values, decided, said }
  return offeredTo(asking, await carryOut({ ...running, actor, command }, ports), ports.product)
}

function carryOut({ command, ...running }: Running<Command> & { actor: Actor }, ports: SpinePorts): Promise<Ending> {
  switch (command.kind) {
    case 'read':
      return read({ ...running, command }, ports)
    case 'switch':
      return turn({ ...running, command }, ports)
    case 'change':
      return propose({ ...running, command }, ports)
  }
}

/** Nothing was done yet, and nothing could be told: Slack is out of reach. */
function laterIfOut(error: unknown, { delivery, id }: Request, { log }: SpinePorts): 'later' {
  // Of slack/slack-error.ts, where trying again may help.
  if (!(error instanceof UserError) || error.code !== 'SlackUnavailable') throw error
  log.warn({ reference: id, delivery: delivery.id, error }, 'Slack is out of reach: a delivery is taken up later')
  return 'later'
}

type Running<Kind> = Request & {
  readonly asking: Asking
  readonly asked: Asked & { kind: 'command' }
  readonly command: Kind
  readonly values: Values
  readonly decided: Decided
  readonly said: string
}

async function read(reading: Running<ReadCommand>, ports: SpinePorts): Promise<Ending> {
  const { delivery, asking, asked, command, values, decided, said } = reading
  const channel = findShareableChannel(delivery, ports.slack)
  const person = { team: asking.actor.team, user: asking.actor.id }
  const reader = within(ports.aws.readerFor(person), decided)
  const lambda = functionsWithin(ports.aws.functionsFor(person), decided)
  const resolved = await resolveTargets({
    command,
    words: asked.words,
    values,
    places: decided.places,
    reader,
    functions: lambda,
  })
  if (isProblem(resolved)) return ended('misunderstood', resolved, said)
  const { places } = decided
  const scope = scopeOf({ asking, command, words: asked.words, places, missing: resolved.missing }, ports)
  const { store } = ports
  const may = mayAskFor({ delivery, actor: asking.actor }, ports)
  const view = await command.run(resolved.values, { ec2: reader, lambda, changes: store, audit: store, may, scope })
  if (asked.isShare) return told('shared', await share({ ...reading, view }, ports), { rule: undefined, said })
  const kind = view.file === undefined ? 'answered' : 'exported'
  return told(kind, withShare(view, await channel, scope.again({})), { rule: undefined, said })
}

async function turn({ delivery, id, asking, asked, command, values, said }: Running<SwitchCommand>, ports: SpinePorts) {
  const scope = scopeOf({ asking, command, words: asked.words, places: [], missing: [] }, ports)
  const pause = pauseSwitchFor({ delivery, id, said }, ports)
  return told('answered', await command.run(values, { pause, scope }), { rule: undefined, said })
}

function ended(kind: AuditEvent['kind'], problem: Problem, said: string): Ending {
  return told(kind, problemView(problem), { rule: ruleIn(problem), said })
}

async function failed({ delivery, id }: Request, error: unknown, ports: SpinePorts): Promise<Ending> {
  const problem = explainFailure(error, { log: ports.log, reference: id })
  return ended('failed', problem, await saidIn(delivery, ports).catch(() => ''))
}
