import { useState } from 'react'
import type { PageMessage } from '../../slack/page-contract.ts'
import { type Confirmation, pressableSchema } from './block-elements.ts'
import { ButtonElement } from './button-element.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { ExternalSelectElement } from './external-select-element.tsx'
import { OverflowElement } from './overflow-element.tsx'
import { StaticSelectElement } from './static-select-element.tsx'
import { usePress } from './use-press.ts'

type Props = { readonly element: Record<string, unknown>; readonly blockId: string; readonly message: PageMessage }

/** What the element of each kind gets: `press` is called once the person has chosen, and asks for confirmation itself. */
export type PressProps = { readonly isBusy: boolean; readonly press: (optionValue?: string) => void }

export function Pressable({ element, blockId, message }: Props) {
  const parsed = pressableSchema.safeParse(element)
  const { isBusy, press } = usePress({ message, blockId, actionId: String(element['action_id']) })
  const [pending, setPending] = useState<{ confirmation: Confirmation; optionValue: string | undefined }>()
  if (!parsed.success)
    return <span className="undrawn">The playground cannot draw this {String(element['type'])}.</span>
  const { confirm } = parsed.data
  const props: PressProps = {
    isBusy,
    press: (optionValue) => (confirm ? setPending({ confirmation: confirm, optionValue }) : press(optionValue)),
  }
  return (
    <>
      <PressableElement element={parsed.data} props={props} where={{ message, blockId }} />
      {pending !== undefined && (
        <ConfirmDialog
          confirmation={pending.confirmation}
          onDeny={() => setPending(undefined)}
          onConfirm={() => {
            setPending(undefined)
            press(pending.optionValue)
          }}
        />
      )}
    </>
  )
}

type Drawn = {
  readonly element: ReturnType<typeof pressableSchema.parse>
  readonly props: PressProps
  readonly where: { readonly message: PageMessage; readonly blockId: string }
}

function PressableElement({ element, props, where }: Drawn): React.JSX.Element {
  switch (element.type) {
    case 'button':
      return <ButtonElement element={element} {...props} />
    case 'static_select':
      return <StaticSelectElement element={element} {...props} />
    case 'external_select':
      return <ExternalSelectElement element={element} where={where} {...props} />
    case 'overflow':
      return <OverflowElement element={element} {...props} />
  }
}
