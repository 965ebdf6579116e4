/** Whether any of these environments (an account's, a tag's) counts as production. */
export function isProduction(environments: readonly (string | undefined)[], production: readonly string[]): boolean {
  const words = new Set(production.map((word) => word.toLowerCase()))
  return environments.some((environment) => environment !== undefined && words.has(environment.toLowerCase()))
}
