import { type ChangeEvent, useRef } from 'react'
import type { Attached } from './use-send.ts'

/** Sends files of text with what is written. */
export function AttachButton({ onAttach }: { readonly onAttach: (files: readonly Attached[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(target.files ?? [])]
    const files = await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() })))
    // So that the same file may be chosen once more.
    target.value = ''
    if (files.length > 0) onAttach(files)
  }
  return (
    <>
      <button type="button" className="composer-mark" aria-label="Attach a file" onClick={() => input.current?.click()}>
        +
      </button>
      <input ref={input} type="file" accept=".json,.txt" hidden onChange={(event) => void read(event)} />
    </>
  )
}
