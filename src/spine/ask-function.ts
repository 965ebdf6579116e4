import { findUnusable, messageForm } from '../core/message-form.ts'
import { type MessagePayload, shortcutName } from '../core/message-payload.ts'
import { type Problem, problemView, ruleIn, runs } from '../core/problem.ts'
import { bold, code, type Text, text } from '../core/text.ts'
import type { Offer } from '../core/view.ts'
import { type Ending, told } from './answer.ts'
import { type Asking, refusal } from './decide.ts'
import type { Product } from './ports.ts'
import { findBar } from './runnable.ts'

const words = ['lambda', 'invoke'] as const

type AskingWhich = { readonly id: string; readonly channel: string; readonly asking: Asking }

/** A message's shortcut: the form that asks which function is called with what stands in it, or why there is none. */
export function askFunction(
  payload: MessagePayload | undefined,
  { id, channel, asking }: AskingWhich,
  product: Product,
): Ending {
  const command = product.registry.find(words)?.command
  if (command === undefined) throw new Error('there is no command to invoke a function')
  const bar = findBar(command, asking, product)
  if (bar !== undefined) return ended('denied', refusal(command, bar))
  if (payload === undefined) return ended('misunderstood', unusable('NoPayload', noPayload))
  const why = findUnusable(payload)
  if (why !== undefined) return ended('misunderstood', unusable('BadPayload', why))
  const { fields, about } = messageForm(payload)
  const offer: Offer = { kind: 'message', words, payload }
  return {
    gives: 'form',
    form: { value: `${id}:message`, channel, title: 'Invoke a function', submit: 'Invoke', text: about, fields },
    said: shortcutName,
    about: { plan: { targets: [] } },
    offers: { message: { label: shortcutName, offer } },
  }
}

const noPayload = text`${bold('There is no JSON in this message.')} The shortcut sends what stands in a block of code, like ${code('```{"order": 42}```')}, a message that is nothing but JSON, or an attached .json or .txt file.`

function unusable(why: string, message: Text): Problem {
  return { code: why, message, actions: [runs('help', 'Help on /lambda invoke', ['lambda', 'help', 'invoke'])] }
}

function ended(kind: 'denied' | 'misunderstood', problem: Problem): Ending {
  return told(kind, problemView(problem), { rule: ruleIn(problem), said: shortcutName })
}
