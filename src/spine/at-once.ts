import { type Change, isFinal } from '../core/change.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { isProblem } from '../core/problem.ts'
import { bold, code, text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { admit } from './admit.ts'
import { notShown, type Told, told } from './answer.ts'
import { applyChange } from './apply.ts'
import { askingOf } from './asking.ts'
import { commandOf } from './card.ts'
import { decide } from './decide.ts'
import { giveUpChange, reasonFor } from './give-up.ts'
import type { Fresh } from './look-anew.ts'
import type { SpinePorts } from './ports.ts'
import { findShareableChannel, withShare } from './share.ts'
import { functionsWithin } from './within-functions.ts'

/**
 * Does a confirmed change within the request that asked for it, and gives its outcome as the answer. Found again after a
 * restart it goes on as its steps say: what was begun is not begun once more.
 */
export async function doAtOnce(change: Change, ports: SpinePorts, fresh?: Fresh): Promise<Told> {
  const { said, rule } = change
  const of = { rule: rule.name, said, about: change }
  if (ports.atWork.has(change.id)) return told('answered', underWay(change), of)
  const ended = isFinal(change) ? change : await done(change, ports, fresh)
  try {
    const view = await answerOf(ended, ports)
    const channel = await findShareableChannel(ended, ports.slack).catch(() => undefined)
    return told('answered', withShare(view, channel, ['windlass', 'changes', ended.id]), of)
  } catch (error) {
    // Whatever goes wrong from here on, it was done.
    ports.log.error({ change: change.id, error }, 'what came of a change could not be shown')
    return told('failed', notShown(change.id), of)
  }
}

async function answerOf(change: Change, ports: SpinePorts): Promise<View> {
  const { answer } = commandOf(change, ports.product)
  if (answer === undefined) throw new Error('a change that is done at once without an answer of its own')
  const lambda = await findLogReader(change, ports)
  return answer(change, { now: ports.system.now(), ...(lambda === undefined ? {} : { lambda }) })
}

/** Looking for what became of it is reading the log, for who may do that there. */
async function findLogReader(change: Change, ports: SpinePorts): Promise<FunctionReader | undefined> {
  const { plan, progress } = change
  if (progress.every(({ kind }) => kind !== 'unknown')) return undefined
  const logs = ports.product.registry.find([plan.words[0] ?? '', 'logs'])?.command
  const actor = await admit(change, ports)
  if (logs === undefined || isProblem(actor)) return undefined
  const asking = askingOf(actor, change, { now: ports.system.now() })
  const decided = decide({ ...asking, command: logs, values: {} }, ports.product)
  if (isProblem(decided)) return undefined
  return functionsWithin(ports.aws.functionsFor({ team: change.team, user: change.user }), decided)
}

async function done(change: Change, ports: SpinePorts, fresh?: Fresh): Promise<Change> {
  const { id } = change
  ports.atWork.add(id)
  try {
    const applying = { ports, signal: ports.stopped, attempts: Number.POSITIVE_INFINITY, show: () => {} }
    await applyChange(id, fresh === undefined ? applying : { ...applying, fresh })
  } catch (error) {
    ports.log.error({ change: id, error }, 'a change could not be carried on')
    await giveUpChange(id, reasonFor(error, id), ports)
  } finally {
    ports.atWork.delete(id)
  }
  return (await ports.store.findChange(id)) ?? change
}

export function underWay({ id, plan }: Pick<Change, 'id' | 'plan'>): View {
  const [target] = plan.targets
  return {
    lead: text`${bold(target?.name ?? id)} is being called already. Its answer comes to where it was asked for.`,
    parts: [],
    note: text`Nothing was done now. Change ${code(id)}.`,
    actions: [],
  }
}
