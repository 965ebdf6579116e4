import { z } from 'zod'
import { optionsOf } from './elements.ts'
import { sentences } from './sentences.ts'
import { type InputElement, longestTyped } from './view-elements.ts'
import type { Workspace } from './workspace.ts'

type ElementOf<Type extends InputElement['type']> = Extract<InputElement, { type: Type }>

/** What is wrong with what was filled in, which is not empty. */
export function findInputError(element: InputElement, text: string, workspace: Workspace): string | undefined {
  switch (element.type) {
    case 'plain_text_input':
      return textError(element, text)
    case 'number_input':
      return numberError(element, text)
    case 'static_select':
      return unless(optionsOf(element).some(({ value }) => value === text))
    case 'datepicker':
      return z.iso.date().safeParse(text).success ? undefined : sentences.noDate
    case 'users_select':
      return unless(workspace.findUser(text) !== undefined)
    case 'channels_select':
      return unless(workspace.listConversations().some((each) => each.id === text && each.with === undefined))
  }
}

function unless(isChoosable: boolean): string | undefined {
  return isChoosable ? undefined : sentences.noSuchOption
}

function textError(element: ElementOf<'plain_text_input'>, text: string): string | undefined {
  const { min_length: least = 0, max_length: most = longestTyped } = element
  if (text.length < least) return sentences.shortInput(least)
  return text.length > most ? sentences.longInput(most) : undefined
}

function numberError(element: ElementOf<'number_input'>, text: string): string | undefined {
  const { is_decimal_allowed: mayBeDecimal, min_value: least, max_value: most } = element
  if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(text)) return sentences.noNumber
  if (!mayBeDecimal && text.includes('.')) return sentences.noWholeNumber
  if (least !== undefined && Number(text) < Number(least)) return sentences.smallNumber(least)
  return most !== undefined && Number(text) > Number(most) ? sentences.largeNumber(most) : undefined
}
