// As .NET writes them: in short in its text (aws-lambda-dotnet, DefaultLogMessageFormatter.cs), in full in JSON.
const dotnet: ReadonlyMap<string, string> = new Map([
  ['trce', 'TRACE'],
  ['dbug', 'DEBUG'],
  ['information', 'INFO'],
  ['fail', 'ERROR'],
  ['crit', 'CRITICAL'],
])

/** One name for each level, whichever runtime wrote it. */
export function levelOf(written: string): string {
  return dotnet.get(written.toLowerCase()) ?? written.toUpperCase()
}

/** INFO is what most of a log is, and said of none. */
export function withLevel(level: string | undefined, text: string): string {
  return level === undefined || level === 'INFO' ? text : `${level} ${text}`
}
