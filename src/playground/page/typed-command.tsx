/** What the person typed, in grey: in Slack itself nothing of it remains. */
export function TypedCommand({ command }: { command: string }) {
  return (
    <p className="typed-command">
      <span>You typed</span> <bdi>{command}</bdi>
    </p>
  )
}
