import type { Delivery } from '../../src/core/delivery.ts'
import type { Place } from '../../src/core/place.ts'
import { createClock } from '../fixtures/clock.ts'
import { aFunction } from '../fixtures/functions.ts'
import { aDelivery, ada } from '../fixtures/values.ts'
import { aChangingAccount } from './changing-account.ts'
import { aFolder, restartMs, type Stage } from './killed-stage.ts'
import { aLastingSlack, direct, type Said } from './lasting-slack.ts'
import { callableFunctions } from './mortal-functions.ts'
import type { Process } from './mortal-process.ts'

export const payload = '{"order":42,"password":"hunter2-hunter2"}'

/** Where ada's function is, where she asks for it to be called, and what becomes different while nothing runs. */
export type InvokeScene = {
  readonly place: Place
  readonly isDirect: boolean
  readonly awayMs?: number
  readonly loses?: 'her right' | 'her account'
}

// "Working…" is said after the first of it, and the function answers after the second.
const tickMs = 1_500

/** Ada calls a function, and confirms it where she is asked to. */
export function anInvokeStage({ place, isDirect, awayMs = restartMs, loses }: InvokeScene): Stage {
  let isBefore = true
  const { system, advance } = createClock()
  const slack = aLastingSlack(system)
  const asks = (said: Said | undefined) =>
    said?.view?.actions.some((each) => 'verb' in each && each.verb === 'confirm') === true
  const spoken = (given: Partial<Delivery>) =>
    aDelivery(`lambda invoke order-refund ${payload}`, {
      receivedAt: system.now(),
      ...(isDirect ? { channel: direct, isDirect } : {}),
      ...given,
    })
  const typed = () => spoken(isDirect ? { surface: 'direct', responseUrl: undefined } : {})
  const pressed = ({ recordId, responseUrl }: Said) =>
    spoken({ surface: 'click', responseUrl, asks: { kind: 'offer', value: `${recordId}:confirm` } })
  return {
    folder: aFolder(),
    ada: () => ({
      person: { ...ada, isDeleted: loses === 'her account' && !isBefore },
      groups: loses === 'her right' && !isBefore ? [] : ['changers'],
    }),
    beforeStart() {
      advance(awayMs)
      isBefore = false
    },
    system,
    advance,
    slack,
    account: aChangingAccount([]),
    functions: callableFunctions([aFunction({ name: 'order-refund', place })], system),
    isTold: () => slack.answers.some((said) => said.view !== undefined && !asks(said)),
    async act(process: Process): Promise<void> {
      const said = slack.answers.at(-1)
      if ((await process.store.listUnanswered()).length > 0) advance(tickMs)
      else if (said === undefined) process.deliver(typed())
      else if (asks(said)) process.deliver(pressed(said))
    },
  }
}
