import { regionsOnByDefault } from '../core/regions.ts'

/** A role as people call it: without the ARN and the path before it. */
export function roleName(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}

export function isEnabledByDefault(region: string): boolean {
  return regionsOnByDefault.includes(region) || region.startsWith('cn-') || region.startsWith('us-gov-')
}
