/** One thing that is wrong: what was found where, what was expected, and where to get it. */
export type ConfigProblem = {
  readonly setting: string
  /** The value as it may be shown. */
  readonly found?: string
  readonly problem: string
  readonly help: string
}

/** windlass.yaml as it was read; `path` is how it was asked for, `folder` what paths in it begin at. */
export type ConfigText = { readonly path: string; readonly text: string; readonly folder?: string }

/** `windlass.yaml line 7, accounts[0].id: 12 is not …`, with a full stop where it ends without a mark. */
export function problemSentence({ setting, found, problem }: ConfigProblem): string {
  return `${setting}${found === undefined ? '' : `: ${found}`} ${problem}${problem.endsWith('?') ? '' : '.'}`
}
