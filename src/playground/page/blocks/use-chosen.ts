import { useState } from 'react'
import type { SelectOption } from './block-elements.ts'

type Element = { readonly action_id: string; readonly initial_option?: SelectOption | undefined }

/** What a select shows: the person's choice, until the app sends another select or another first choice. */
export function useChosen(element: Element): [SelectOption | undefined, (option: SelectOption) => void] {
  const version = `${element.action_id} ${element.initial_option?.value ?? ''}`
  const [choice, setChoice] = useState<{ version: string; option: SelectOption }>()
  const chosen = choice?.version === version ? choice.option : element.initial_option
  return [chosen, (option) => setChoice({ version, option })]
}
