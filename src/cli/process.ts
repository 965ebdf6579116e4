/** What the process hands in, so that nothing below reads the environment or exits. */
export type Process = {
  readonly words: readonly string[]
  /** Settings of `.env` are added to it, for the AWS SDK reads its own from there. */
  readonly env: NodeJS.ProcessEnv
  readonly folder: string
  readonly stopping: AbortSignal
  print(text: string): void
  complain(text: string): void
}
