/**
 * Makes a value that nobody may read unreadable before it is stored, and readable again for the call to AWS. What is
 * sealed begins with `sealed:`; with another secret than it was sealed with it stays shut.
 */
export type Sealer = {
  seal(value: string): string
  /** Nothing where it is not sealed, or not by this one. */
  unseal(sealed: string): string | undefined
}

export function isSealed(value: string): boolean {
  return value.startsWith('sealed:')
}
