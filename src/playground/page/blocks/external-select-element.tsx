import { useEffect, useState } from 'react'
import type { PageMessage } from '../../slack/page-contract.ts'
import { useSession } from '../session.ts'
import type { ExternalSelect, SelectOption } from './block-elements.ts'
import { OptionPicker } from './option-picker.tsx'
import type { PressProps } from './pressable.tsx'
import { SelectBox } from './select-box.tsx'
import { useChosen } from './use-chosen.ts'

type Where = { readonly message: PageMessage; readonly blockId: string }
type Props = PressProps & { readonly element: ExternalSelect; readonly where: Where }

export function ExternalSelectElement({ element, where, isBusy, press }: Props) {
  const [chosen, choose] = useChosen(element)
  const label = element.placeholder?.text ?? 'Choose an option'
  return (
    <SelectBox label={label} chosen={chosen?.text.text} isBusy={isBusy}>
      {(close) => (
        <Suggestions
          label={label}
          element={element}
          where={where}
          onClose={close}
          onPick={(option) => {
            close()
            choose(option)
            press(option.value)
          }}
        />
      )}
    </SelectBox>
  )
}

type SuggestionsProps = {
  readonly label: string
  readonly element: ExternalSelect
  readonly where: Where
  readonly onPick: (option: SelectOption) => void
  readonly onClose: () => void
}

function Suggestions({ label, element, where, onPick, onClose }: SuggestionsProps) {
  const [typed, setTyped] = useState('')
  const { options, emptyText } = useSuggestions(element, where, typed)
  const groups = options.length === 0 ? [] : [{ label: undefined, options }]
  return <OptionPicker {...{ label, groups, typed, emptyText, onPick, onClose }} onType={setTyped} />
}

// As long as Slack's own client is seen to wait before it asks the app.
const quietMs = 250
// Slack, "Select menu of external data source": `min_query_length` is 3 where the app does not say.
const leastTyped = 3

function useSuggestions(element: ExternalSelect, { message, blockId }: Where, typed: string) {
  const { workspace, client, clock } = useSession()
  const [answer, setAnswer] = useState<{ typed: string; options: SelectOption[]; error: string | undefined }>()
  const { me } = workspace
  const { channel, ts } = message
  const least = element.min_query_length ?? leastTyped
  const isTooShort = typed.length < least

  useEffect(() => {
    if (isTooShort) return undefined
    let isCurrent = true
    const ask = async () => {
      const reply = await client.suggest({ as: me, channel, ts, blockId, actionId: element.action_id, typed })
      const options = reply.options.map(({ text, value }) => ({ text: { text }, value }))
      if (isCurrent) setAnswer({ typed, options, error: reply.error })
    }
    const cancel = clock.after(quietMs, () => void ask())
    return () => {
      isCurrent = false
      cancel()
    }
  }, [blockId, channel, client, clock, element.action_id, isTooShort, me, ts, typed])

  if (isTooShort) return { options: [], emptyText: `Type at least ${least} characters.` }
  if (answer?.typed !== typed) return { options: answer?.options ?? [], emptyText: 'Looking…' }
  return { options: answer.options, emptyText: answer.error ?? 'Nothing found.' }
}
