import { z } from 'zod'

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item).default([]) }).transform(({ items }) => items)
const values = listOf(z.object({ value: z.string() }).transform(({ value }) => value))
const condition = z.object({ key: z.string(), values })
const statement = z.object({
  statementId: z.string().default(''),
  effect: z.string(),
  conditions: listOf(condition.extend({ operator: z.string().optional() })).default([]),
})

/** What STS decodes, as far as it is told on (STS API reference, DecodeAuthorizationMessage). */
const denial = z.object({
  explicitDeny: z.boolean(),
  matchedStatements: listOf(statement).default([]),
  context: z.object({ action: z.string(), resource: z.string(), conditions: listOf(condition).default([]) }),
})
type Denial = z.infer<typeof denial>
type Condition = z.infer<typeof condition>

// IAM user guide, "Troubleshoot access denied error messages": what AWS calls the kinds of policies in them.
const kinds =
  /(?:with an explicit deny in an? |because no )((?:identity-based|resource-based|session|service control|resource control|VPC endpoint) policy|permissions boundary)/

/**
 * What was missing, or what denies it and where, and who mends that. `said`: AWS's own words, of which only the kind of
 * the policy is taken. Nothing where it is not as documented.
 */
export function denialSentence(decoded: string, said: string): string | undefined {
  const read = denial.safeParse(parsed(decoded))
  if (!read.success) return undefined
  const kind = kinds.exec(said)?.[1]
  return read.data.explicitDeny ? deniedBy(read.data, kind) : missing(read.data, kind)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function deniedBy({ matchedStatements, context: { action, resource } }: Denial, kind: string | undefined): string {
  const denying = matchedStatements.filter(({ effect }) => effect.toUpperCase() === 'DENY')
  const ids = denying.flatMap(({ statementId }) => (statementId === '' ? [] : [`"${short(statementId)}"`]))
  const statements =
    ids.length === 0 ? 'a statement without an id' : `the statement${ids.length === 1 ? '' : 's'} ${ids.join(' and ')}`
  const given = denying
    .flatMap(({ conditions }) => conditions)
    .map((each) => `${each.operator === undefined ? '' : `${each.operator} `}${shown(each)}`)
  const where = given.length === 0 ? '' : `, on the condition ${listed(given, ' and ')}`
  const mending = `${menderOf(kind)} changes that; one more permission would not help.`
  return `${action} on ${resource} is denied explicitly by ${statements} in ${named(kind)}${where}. ${mending}`
}

function missing({ context: { action, resource, conditions } }: Denial, kind: string | undefined): string {
  const lacks = `What is missing in ${named(kind)}: Allow ${action} on ${resource}.`
  if (kind === 'session policy')
    return `${lacks} That policy is Windlass's own, so this is a fault of Windlass: please report it.`
  const tags = tagsOf(conditions).map(shown)
  const unmet =
    tags.length === 0 ? '' : ` Where a statement allows it on a condition, that was not met by ${listed(tags, ', ')}.`
  return `${lacks} ${menderOf(kind)} adds it.${unmet}`
}

/** What a policy is usually made to depend on. EC2 gives each tag twice, by its own key and by the one of all services. */
function tagsOf(conditions: readonly Condition[]): Condition[] {
  const keys = new Set(conditions.map(({ key }) => key))
  return conditions.filter(
    ({ key }) =>
      /^(?:aws:RequestTag|aws:ResourceTag|ec2:ResourceTag)\//.test(key) &&
      !(key.startsWith('aws:ResourceTag/') && keys.has(key.replace('aws:', 'ec2:'))),
  )
}

function named(kind: string | undefined): string {
  if (kind === undefined) return "the role's policies"
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
}

function menderOf(kind: string | undefined): string {
  return kind?.includes('control') === true ? 'Whoever runs the AWS organization' : 'An AWS administrator'
}

function shown(given: Condition): string {
  return `${given.key} = ${given.values.map(short).join(' or ')}`
}

const most = 5
const mostCharacters = 60

function listed(all: readonly string[], between: string): string {
  const rest = all.length - most
  return `${all.slice(0, most).join(between)}${rest > 0 ? ` and ${rest} more` : ''}`
}

function short(word: string): string {
  return word.length > mostCharacters ? `${word.slice(0, mostCharacters)}…` : word
}
