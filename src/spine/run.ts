import { keptThing } from '../core/asking/thing.ts'
import type { AuditEvent } from '../core/audit.ts'
import type { Command, ReadCommand, SwitchCommand } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { Actor, Channel } from '../core/people.ts'
import { isProblem, type Problem, problemView, ruleIn } from '../core/problem.ts'
import type { Unanswered } from '../core/store.ts'
import type { View } from '../core/view.ts'
import { admit } from './admit.ts'
import { type Ending, giveAnswer, type Told, told } from './answer.ts'
import { type Asked, askedWords, findAsked, keptWords, saidIn } from './ask.ts'
import { askFunction } from './ask-function.ts'
import { askingOf } from './asking.ts'
import { createAssistant } from './assistant.ts'
import { decideChange } from './confirm.ts'
import { findTalk, goesOnWith, type Talk } from './conversation.ts'
import { type Asking, type Decided, decide } from './decide.ts'
import { explainFailure } from './failure.ts'
import { follow, type GoingOn } from './following.ts'
import { stopFollowing } from './following-stop.ts'
import { asLive } from './live.ts'
import { mayAskFor } from './may.ts'
import { offeredTo } from './offered.ts'
import { parseCommand, type Values } from './parse.ts'
import { pauseSwitchFor } from './pause.ts'
import type { SpinePorts } from './ports.ts'
import { propose } from './propose.ts'
import { resolveTargets } from './resolve.ts'
import { sourcesFor } from './run-read.ts'
import { scopeOf } from './scope.ts'
import { findShareableChannel, share, withShare } from './share.ts'
import { whyNotChangeFor } from './why-not-change.ts'
import { announceWork, type Work } from './working.ts'

type Request = { readonly delivery: Delivery; readonly id: string; readonly work: Work }

/**
 * One delivery through all stages to its one visible answer. Never throws: what goes wrong is told or logged, and what
 * waits for Slack stays unanswered and is taken up later.
 */
export async function run(unanswered: Unanswered, ports: SpinePorts): Promise<void> {
  const { delivery } = unanswered
  const request = { delivery, id: ports.system.newId(), work: announceWork(unanswered, ports) }
  const ending = await perform(request, ports).catch((error: unknown) => failed(request, error, ports))
  // Not waited for: it takes minutes, and is taken up again after a stop.
  if (ending !== 'later' && ending.gives === 'going-on') void goOn(request, ending, ports)
  else await conclude(request, ending, ports)
}

async function conclude({ work, ...request }: Request, ending: Ending | 'later', ports: SpinePorts): Promise<void> {
  // Not in one go with the stages before: an acknowledgement may be waiting.
  await ports.system.breathe()
  const working = await work.done()
  if (ending !== 'later') await giveAnswer(ending, { ...request, working }, ports)
}

async function goOn(request: Request, { end }: GoingOn, ports: SpinePorts): Promise<void> {
  const ending = await end.catch((error: unknown) => failed(request, error, ports))
  await conclude(request, ending, ports)
  ports.followings.end(request.delivery.id)
}

/** The stages, in their order; each may end the request. */
async function perform(request: Request, ports: SpinePorts): Promise<Ending | GoingOn | 'later'> {
  const { delivery } = request
  const actor = await admit(delivery, ports).catch((error: unknown) => laterIfOut(error, request, ports))
  if (actor === 'later') return actor
  if (isProblem(actor)) return ended('refused', actor, await saidIn(delivery, ports))
  const asked = await findAsked(delivery, ports)
  if (isProblem(asked)) return ended('misunderstood', asked, await saidIn(delivery, ports))
  const asking = askingOf(actor, delivery, { now: ports.system.now() })
  if (asked.kind === 'message')
    return offeredTo(
      asking,
      askFunction(asked.payload, { ...delivery, id: request.id, asking }, ports.product),
      ports.product,
    )
  if (asked.kind === 'decision')
    return offeredTo(asking, await decideChange({ ...asked, delivery, actor }, ports), ports.product)
  const meant = await asLive(asked, { asking, talk: () => findTalk(delivery, ports.store) }, ports)
  const { command } = meant
  const said = askedWords(keptWords(meant))
  const values = parseCommand(meant, ports.product.accounts)
  if (isProblem(values)) return ended('misunderstood', values, said)
  const decided = decide({ ...asking, command, values }, ports.product)
  if (isProblem(decided)) return ended(decided.code === 'Denied' ? 'denied' : 'misunderstood', decided, said)
  const running = { ...request, asking, asked: meant, values, decided, said }
  const ending = await carryOut({ ...running, actor, command }, ports)
  return ending === 'later' || ending.gives === 'going-on' ? ending : offeredTo(asking, ending, ports.product)
}

function carryOut(
  { command, ...running }: Running<Command> & { actor: Actor },
  ports: SpinePorts,
): Promise<Ending | GoingOn | 'later'> {
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
function laterIfOut(error: unknown, { delivery, id }: Pick<Request, 'delivery' | 'id'>, { log }: SpinePorts): 'later' {
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

async function read(reading: Running<ReadCommand>, ports: SpinePorts): Promise<Ending | GoingOn | 'later'> {
  const { delivery, asking, asked, command, values, decided, said } = reading
  const channel = findShareableChannel(delivery, ports.slack)
  const sources = sourcesFor(asking, decided, ports)
  const { ec2: reader, lambda: functions } = sources
  const { words } = asked
  const resolved = await resolveTargets({ command, words, values, places: decided.places, reader, functions })
  if (isProblem(resolved)) return ended('misunderstood', resolved, said)
  const { places } = decided
  const { knowledge } = ports
  const about = keptThing(resolved.values)
  const talk = command.takesText === true || about !== undefined ? await findTalk(delivery, ports.store) : undefined
  const { missing } = resolved
  const scope = scopeOf({ asking, command, words: keptWords(asked), places, missing, before: talk?.before }, ports)
  const wanted = asked.isShare ? undefined : command.follow?.(resolved.values, { scope, begunAt: delivery.receivedAt })
  if (wanted?.kind === 'stop') return stopFollowing({ delivery, said }, wanted, ports)
  if (wanted?.kind === 'follow')
    return follow({ ...reading, lambda: functions, following: wanted.following }, ports).catch((error: unknown) =>
      laterIfOut(error, reading, ports),
    )
  const may = mayAskFor({ delivery, actor: asking.actor }, ports)
  const assistant = asked.isShare ? undefined : createAssistant({ ...reading, scope }, ports)
  const whyNotChange = whyNotChangeFor(asking, ports.product)
  const view = await command.run(resolved.values, { ...sources, assistant, may, whyNotChange, knowledge, scope })
  if (asked.isShare) return told('shared', await share({ ...reading, view }, ports), { rule: undefined, said })
  return answered(view, { delivery, said, talk, about, again: scope.again({}), channel: await channel }, ports)
}

type Answering = Pick<Running<ReadCommand>, 'delivery' | 'said'> & {
  readonly talk: Talk | undefined
  /** The instance or function that it is about. */
  readonly about: string | undefined
  readonly again: readonly string[]
  /** Where it may be shown to everyone. */
  readonly channel: Channel | undefined
}

/** What tells nothing of an account answers a mention for everyone; the rest is one person's, to be shared. */
function answered(
  view: View,
  { delivery, said, talk, about, again, channel }: Answering,
  { system }: SpinePorts,
): Told {
  const kind = view.file === undefined ? 'answered' : 'exported'
  const isOpen = view.isOpen === true && delivery.surface === 'mention' && channel !== undefined
  const conversation =
    talk === undefined ? undefined : goesOnWith({ topic: view.topic ?? about }, talk, { delivery, at: system.now() })
  const given = isOpen ? view : withShare(view, channel, again)
  return { ...told(kind, given, { rule: undefined, said }), conversation, ...(isOpen ? { isOpen } : {}) }
}

async function turn({ delivery, id, asking, asked, command, values, said }: Running<SwitchCommand>, ports: SpinePorts) {
  const scope = scopeOf({ asking, command, words: asked.words, places: [], missing: [] }, ports)
  const pause = pauseSwitchFor({ delivery, id, said }, ports)
  return told('answered', await command.run(values, { pause, scope }), { rule: undefined, said })
}

function ended(kind: AuditEvent['kind'], problem: Problem, said: string): Ending {
  return told(kind, problemView(problem), { rule: ruleIn(problem), said })
}

async function failed(
  { delivery, id }: Pick<Request, 'delivery' | 'id'>,
  error: unknown,
  ports: SpinePorts,
): Promise<Ending> {
  const problem = explainFailure(error, { log: ports.log, reference: id })
  return ended('failed', problem, await saidIn(delivery, ports).catch(() => ''))
}
