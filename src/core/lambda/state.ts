// Lambda Developer Guide, "Lambda function states"; Deactivating and Deleting came later.
const marks: Readonly<Record<string, string>> = {
  Active: '●',
  Pending: '◐',
  Inactive: '○',
  Failed: '✕',
  Deactivating: '◐',
  Deleting: '◐',
}

/** The state with its mark: `● active`. */
export function markedFunctionState(state: string): string {
  return `${marks[state] ?? '◐'} ${state.toLowerCase()}`
}
