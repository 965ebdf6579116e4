/** Whether Windlass itself refused, without asking AWS: it has nothing to change that account with (aws/change-access.ts). */
export function isWithoutAccess(code: string): boolean {
  return code === 'NoChangeRole' || code === 'NoAccount'
}
