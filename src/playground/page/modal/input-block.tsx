import { useId } from 'react'
import { type Input, inputSchema, type Typed, textIn } from './modal-values.ts'
import { SelectField } from './select-field.tsx'

type Props = {
  readonly block: Record<string, unknown>
  readonly typed: Typed
  readonly error: string | undefined
  readonly onType: (input: Input, text: string) => void
}

/** A label, a field, what is wrong with it, and a hint. */
export function InputBlock({ block, typed, error, onType }: Props) {
  const id = useId()
  const input = inputSchema.parse(block)
  const text = textIn(typed, input)
  const described = [error !== undefined && `${id}-error`, input.hint !== undefined && `${id}-hint`]
  return (
    <div className={error === undefined ? 'input-block' : 'input-block is-wrong'}>
      <label htmlFor={id}>
        {input.label.text}
        {input.optional === true && <span className="input-optional"> (optional)</span>}
      </label>
      <div className="input-field">
        <Field {...{ id, input, text }} isWrong={error !== undefined} describedBy={described} onType={onType} />
        <CharactersLeft input={input} text={text} />
      </div>
      {error !== undefined && (
        <p className="input-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {input.hint !== undefined && (
        <p className="input-hint" id={`${id}-hint`}>
          {input.hint.text}
        </p>
      )}
    </div>
  )
}

type FieldProps = {
  readonly id: string
  readonly input: Input
  readonly text: string
  readonly isWrong: boolean
  readonly describedBy: readonly (string | false)[]
  readonly onType: (input: Input, text: string) => void
}

function Field({ id, input, text, isWrong, describedBy, onType }: FieldProps) {
  const { element } = input
  const field = {
    id,
    value: text,
    placeholder: element.placeholder?.text,
    dir: 'auto',
    autoComplete: 'off',
    // A name that is typed to confirm must arrive as it was typed.
    autoCapitalize: 'off',
    spellCheck: false,
    'aria-required': input.optional !== true,
    'aria-invalid': isWrong,
    'aria-describedby': describedBy.filter((each) => each !== false).join(' ') || undefined,
    'data-focus-on-load': element.focus_on_load === true ? '' : undefined,
    onChange: ({ target }: { target: { value: string } }) => onType(input, target.value),
  }
  switch (element.type) {
    case 'plain_text_input':
      return element.multiline === true ? <textarea {...field} spellCheck rows={4} /> : <input {...field} type="text" />
    case 'number_input':
      // Not of the browser's type, which keeps to itself what is no number: Slack says what is wrong with it.
      return <input {...field} type="text" inputMode="decimal" />
    case 'datepicker':
      return <input {...field} type="date" />
    case 'static_select':
    case 'users_select':
    case 'channels_select':
      return <SelectField element={element} field={field} />
  }
}

const warnedFrom = 0.8

/** Too long a text is not cut off but refused; shortly before, one sees how much there is left. */
function CharactersLeft({ input, text }: { readonly input: Input; readonly text: string }) {
  const most = input.element.type === 'plain_text_input' ? input.element.max_length : undefined
  if (most === undefined || text.length < most * warnedFrom) return null
  const left = most - text.length
  return (
    <span className={left < 0 ? 'characters-left is-wrong' : 'characters-left'}>
      {left}
      <span className="for-screen-readers"> characters left</span>
    </span>
  )
}
