import { changeCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import type { FunctionDetails } from '../../core/lambda/function.ts'
import { functionParameters, lookingActions } from '../../core/lambda/parameters.ts'
import { changeOf } from '../../core/lambda/plan-function.ts'
import { isOlder, isSplit, latest, oldestOf } from '../../core/lambda/shift.ts'
import { getAlias, getVersion, type KnownAlias } from '../../core/lambda/shift-alias.ts'
import { versionLine } from '../../core/lambda/shift-impact.ts'
import { lookAtAliases } from '../../core/lambda/shift-look.ts'
import { aliasParameter, parseVersion } from '../../core/lambda/shift-parameters.ts'
import { planShift, readForShift, shiftAction } from '../../core/lambda/shift-plan.ts'

const words = ['lambda', 'rollback'] as const

export const lambdaRollback = changeCommand({
  words,
  about: 'Send all calls through an alias to the version before',
  examples: ['order-intake --alias live', 'order-intake --alias live --version 6 --reason "OPS-412 errors"'],
  parameters: {
    ...functionParameters,
    alias: aliasParameter,
    version: {
      kind: 'option',
      about: 'an older version; where it is left out the one before, or the oldest of those that share the calls',
      placeholder: '6',
      parse: parseVersion,
    },
    reason: {
      kind: 'option',
      about: 'why, for the record and for everyone who sees the card',
      placeholder: '"OPS-412 errors"',
      parse: (word) => ({ ok: true, value: word }),
    },
  },
  aws: { read: lookingActions, change: [shiftAction] },
  repeat: 'safe',
  isFinal: false,
  isRestoring: true,
  wording: { ask: 'Roll back', doing: 'Rolling back', done: 'Rolled back', noun: 'function' },
  takesMs: { usually: 30_000, atMost: 15 * 60_000 },
  async plan({ function: found, alias: name, version: wanted }, ports) {
    const known = await readForShift(found, ports)
    const alias = getAlias(known.details, name)
    const chosen = wanted === undefined && !isSplit(alias) ? versionBefore(known.details, alias) : undefined
    const { version } = chosen ?? backTo(known.details, alias, wanted ?? oldestOf(alias))
    return planShift(known, {
      words,
      parameters: { alias: alias.name, version },
      alias,
      to: { version, weights: {} },
      first: [
        ...(chosen === undefined
          ? []
          : [[`No version was named: ${version} is the newest one before ${alias.version}.`]]),
        ...versionLine(getVersion(known.details, version)),
      ],
    })
  },
  apply: (step, target, { lambda }) => lambda.changeFunction(target, changeOf(step)),
  look: lookAtAliases,
})

/** A rollback is confirmed more easily than a change, so that it never leads to a version newer than one that is called. */
function backTo(details: FunctionDetails, alias: KnownAlias, wanted: string) {
  const found = getVersion(details, wanted)
  const oldest = oldestOf(alias)
  const calls = isSplit(alias) ? 'some of its calls' : 'its calls'
  if (isOlder(oldest, wanted))
    throw new UserError('NotBefore', `${wanted} is newer than ${oldest}, where ${alias.name} sends ${calls}.`, {
      hint: '/lambda alias sends them to a newer version.',
    })
  return found
}

/** The newest one that is older and still there. */
function versionBefore(details: FunctionDetails, { version: current }: KnownAlias) {
  const { function: found, versions, unread } = details
  const [before] = versions
    .filter(({ version }) => version !== latest && isOlder(version, current))
    .toSorted((one, other) => Number(other.version) - Number(one.version))
  if (before !== undefined) return before
  throw new UserError('NothingBefore', `${found.name} has no version before ${current} any more.`, {
    hint: unread.length === 0 ? '/lambda alias sends calls to any version that there is.' : unread.join(' '),
  })
}
