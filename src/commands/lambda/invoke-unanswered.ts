import type { Change, Progress } from '../../core/change.ts'
import { explainRefusal } from '../../core/lambda/explain.ts'
import type { LogLine } from '../../core/lambda/functions.ts'
import { placeName } from '../../core/place.ts'
import { scrub } from '../../core/scrub.ts'
import { bold, code, type Text, text } from '../../core/text.ts'
import type { Confirm, View } from '../../core/view.ts'
import { isWithoutAccess } from '../../core/without-access.ts'
import { type AgainButton, type Asked, again, logs, withChanges } from './invoke-actions.ts'
import { explained } from './invoke-failure.ts'
import { loggedAround } from './invoke-log.ts'
import { paragraph } from './invoke-result.ts'

type Asking = { readonly change: Change; readonly asked: Asked }

const onceMore: AgainButton = { label: 'Invoke again', style: 'primary' }

export function refusedView({ change, asked }: Asking, refused: Progress & { kind: 'refused' }): View {
  const message = scrub(refused.message)
  const explanation = explainRefusal({ code: refused.code, message })
  const isOwn = isWithoutAccess(refused.code)
  const isCodeSaid = isOwn || message.includes(refused.code)
  const request = refused.requestId === undefined ? '' : ` · request ${refused.requestId}`
  return {
    lead: text`✕ ${bold(asked.name)} did not run, ${placeName(asked.target.place)}`,
    parts: [
      paragraph([isCodeSaid ? message : `${message} (${refused.code})`]),
      ...(explanation === undefined ? [] : explained(explanation)),
    ],
    note: text`Nothing was done${request} · change ${code(change.id)}`,
    actions: isOwn ? [] : [...again(asked, onceMore), withChanges(asked)],
  }
}

const twice: Confirm = {
  title: 'Invoke it again?',
  text: 'It is not known whether it ran. If it did, it then runs twice. Look at its log first.',
  confirm: 'Invoke again',
  deny: 'Not now',
}

/** `logged` is what its log has of that time, where that was looked for. */
export function unknownView({ change, asked }: Asking, message: string, logged?: readonly LogLine[]): View {
  const name = asked.name
  return {
    lead: text`◐ It is not known whether ${bold(name)} ran, ${placeName(asked.target.place)}`,
    parts: [
      paragraph([scrub(message)]),
      ...(logged === undefined ? [] : loggedAround(logged)),
      ...(logged?.length === 0 ? [paragraph(text`Its log has nothing of that time yet; lines may come late.`)] : []),
    ],
    note: text`Windlass never sends it again by itself · change ${code(change.id)}`,
    actions: [logs(asked, 'primary'), ...again(asked, { label: 'Invoke again', confirm: twice })],
  }
}

/** It was never sent. */
export function notRunView({ change, asked }: Asking, why: string): View {
  return {
    lead: text`– ${bold(asked.name)} did not run, ${placeName(asked.target.place)}`,
    parts: [paragraph([scrub(why)])],
    note: text`Nothing was done · change ${code(change.id)}`,
    actions: [...again(asked, { label: 'Invoke again' }), withChanges(asked)],
  }
}

export function runningView({ change, asked }: Asking, since: Text): View {
  return {
    lead: text`◐ ${bold(asked.name)} ${since}, ${placeName(asked.target.place)}`,
    parts: [],
    note: text`What it answers comes here · change ${code(change.id)}`,
    actions: [logs(asked)],
  }
}
