import type { Trigger } from './function.ts'

export function isOff({ state }: Trigger): boolean {
  return state !== undefined && /^disabl/i.test(state)
}

/** Those whose last batch went wrong, with what AWS said of it. */
export function failingTriggers(triggers: readonly Trigger[]): readonly (Trigger & { readonly lastResult: string })[] {
  return triggers.flatMap((trigger) => {
    const { lastResult } = trigger
    return lastResult !== undefined && /^problem|error|failed/i.test(lastResult) ? [{ ...trigger, lastResult }] : []
  })
}
