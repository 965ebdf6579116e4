import { AwsError } from '../aws-error.ts'

const wellFormed = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

/** Throws for an id that cannot be one, before anybody looks whether there is such an instance. */
export function checkInstanceIds(ids: readonly string[]): void {
  const malformed = ids.find((id) => !wellFormed.test(id))
  if (malformed === undefined) return
  const expecting = malformed.startsWith('i-') ? '' : ' (expecting "i-...")'
  throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"${expecting}`)
}

/** EC2 answers for all the instances asked for, or for none. */
export function checkFound(ids: readonly string[], isThere: (id: string) => boolean): void {
  const missing = ids.filter((id) => !isThere(id))
  if (missing.length === 0) return
  const [subject, verb] = missing.length === 1 ? ['ID', 'does'] : ['IDs', 'do']
  throw new AwsError('InvalidInstanceID.NotFound', `The instance ${subject} '${missing.join(', ')}' ${verb} not exist`)
}
