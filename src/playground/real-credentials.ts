/** Settings that lead to a real Slack or AWS. The playground never needs them, and must never be able to use them. */
const real = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const

/** Which of them are set here. */
export function realCredentials(env: Readonly<Record<string, string | undefined>>): string[] {
  return real.filter((name) => (env[name] ?? '') !== '')
}
