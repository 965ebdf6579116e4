import type { Account } from '../core/place.ts'
import { commonSentences, type Failure } from './errors.ts'
import { roleName } from './names.ts'
import { type TroubleKind, troubleOf } from './trouble.ts'

type Assuming = {
  readonly account: Account
  /** Its ARN. */
  readonly role: string
  readonly region: string
  readonly withinMs: number
}

const codes: Partial<Record<TroubleKind, string>> = {
  denied: 'NoRole',
  refused: 'NoRole',
  expired: 'NoCredentials',
  'not-accepted': 'NoCredentials',
}

/** Why a role could not be assumed, for the person who asked and the administrator they will ask. Nothing for a bug of ours. */
export function roleFailureOf(error: unknown, assuming: Assuming): Failure | undefined {
  const trouble = troubleOf(error)
  if (trouble === undefined) return undefined
  const { kind, code, detail } = trouble
  return { code: codes[kind] ?? code, message: sentences(detail, assuming)[kind] }
}

function sentences(detail: string, { account, role, region, withinMs }: Assuming): Record<TroubleKind, string> {
  const { name } = account
  const where = `STS for ${name} in ${region}`
  const ownCredentials = `AWS did not accept the credentials that Windlass itself runs with (${detail}), so ${name} was not asked. Whoever runs Windlass renews them, and checks the clock of its machine.`
  return {
    ...commonSentences({ where, detail, withinMs }),
    denied: `Windlass could not assume the role ${roleName(role)} of ${name}. An AWS administrator lets Windlass's own identity do sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity in the role's trust policy. ${externalIdAdvice(account)}`,
    refused: `STS refused to give the role ${roleName(role)} of ${name} (${detail}). Check its ARN and external id in windlass.yaml.`,
    expired: ownCredentials,
    'not-accepted': ownCredentials,
    'not-enabled': `STS is not enabled for ${name} in ${region} (${detail}). An AWS administrator enables it, or another Region comes first in windlass.yaml.`,
  }
}

/** STS says no more in its code than "denied", so everything that may be missing is named. */
export function externalIdAdvice({ externalId }: Account): string {
  return externalId === undefined
    ? 'If it asks for an external id, that goes into windlass.yaml as externalId.'
    : 'If it asks for an external id, it has to be the one in windlass.yaml.'
}
