import type { Parameter } from '../parameter.ts'

/** What every command that changes a function takes beside its own; last in its help. */
export const reasonParameter = {
  kind: 'option',
  about: 'why, for the record and for everyone who sees the card',
  placeholder: '"OPS-412 slow orders"',
  parse: (word: string) => ({ ok: true, value: word }) as const,
} as const satisfies Parameter

/** What a change of a function is planned and followed with: where it stands, and what is around it. */
export const planningActions = [
  'lambda:ListFunctions',
  'lambda:GetFunction',
  'lambda:ListTags',
  'lambda:ListVersionsByFunction',
  'lambda:ListAliases',
  'lambda:GetPolicy',
  'lambda:ListEventSourceMappings',
  'lambda:ListFunctionUrlConfigs',
  'lambda:ListProvisionedConcurrencyConfigs',
] as const
