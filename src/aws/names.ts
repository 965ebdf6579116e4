import { regionsOnByDefault } from '../core/regions.ts'

/** A role as people call it: without the ARN and the path before it. */
export function roleName(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}

export function isEnabledByDefault(region: string): boolean {
  return regionsOnByDefault.includes(region) || region.startsWith('cn-') || region.startsWith('us-gov-')
}

/** What AWS calls an error; nothing that is no error has a name. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : ''
}
