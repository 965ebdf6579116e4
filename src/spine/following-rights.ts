import type { ReadCommand } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { isProblem, type Problem } from '../core/problem.ts'
import { admit } from './admit.ts'
import { askingOf } from './asking.ts'
import { decide } from './decide.ts'
import type { Values } from './parse.ts'
import type { SpinePorts } from './ports.ts'
import { functionsWithin } from './within-functions.ts'

export type Authorised = {
  readonly delivery: Delivery
  readonly command: ReadCommand
  readonly values: Values
}

/** What the person may read now, as if they had just asked; throws where it is not known. */
export async function decideAnew(
  { delivery, command, values }: Authorised,
  ports: SpinePorts,
): Promise<FunctionReader | Problem> {
  const actor = await admit(delivery, ports)
  if (isProblem(actor)) return actor
  const asking = askingOf(actor, delivery, { now: ports.system.now() })
  const decided = decide({ ...asking, command, values }, ports.product)
  if (isProblem(decided)) return decided
  return functionsWithin(ports.aws.functionsFor({ team: actor.team, user: actor.id }), decided)
}

/** Of spine/within-functions.ts: the place is none of theirs any more. */
export function isRefused(error: unknown): boolean {
  return error instanceof UserError && error.code === 'Denied'
}
