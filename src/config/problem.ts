/** One thing that is wrong: what was found where, what was expected, and where to get it. */
export type ConfigProblem = { readonly setting: string; readonly problem: string; readonly help: string }

/** windlass.yaml as it was read; `path` is how it was asked for. */
export type ConfigText = { readonly path: string; readonly text: string }
