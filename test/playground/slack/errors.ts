/** The error that Slack names, with what it adds. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'data' in error) return error.data
    throw error
  }
  return undefined
}
