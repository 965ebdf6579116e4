import { changeCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { canaryOffers } from '../../core/lambda/canary.ts'
import { functionParameters, lookingActions } from '../../core/lambda/parameters.ts'
import { changeOf } from '../../core/lambda/plan-function.ts'
import { latest, type Routing } from '../../core/lambda/shift.ts'
import { getAlias, getVersion, type KnownAlias } from '../../core/lambda/shift-alias.ts'
import { versionLine } from '../../core/lambda/shift-impact.ts'
import { lookAtAliases } from '../../core/lambda/shift-look.ts'
import { aliasParameter, parseVersion, parseWatch, parseWeight, watchMs } from '../../core/lambda/shift-parameters.ts'
import { planShift, readForShift, shiftAction } from '../../core/lambda/shift-plan.ts'
import type { Plan } from '../../core/plan.ts'

const words = ['lambda', 'alias'] as const

export const lambdaAlias = changeCommand({
  words,
  about: 'Send the calls through an alias to another version, all or a share of them',
  examples: ['order-intake --alias live --version 7', 'order-intake --alias live --version 7 --weight 10% --watch 30m'],
  parameters: {
    ...functionParameters,
    alias: aliasParameter,
    version: { kind: 'option', about: 'the published version to call', placeholder: '7', parse: parseVersion },
    weight: {
      kind: 'option',
      about: 'only this share of the calls; all of them where it is left out',
      placeholder: '10%',
      parse: parseWeight,
    },
    watch: {
      kind: 'option',
      about: 'with --weight: how long old and new are compared, 5m to 60m; 10m where it is not said',
      placeholder: '10m',
      parse: parseWatch,
    },
    reason: {
      kind: 'option',
      about: 'why, for the record and for everyone who sees the card',
      placeholder: '"OPS-412 new parser"',
      parse: (word) => ({ ok: true, value: word }),
    },
  },
  aws: { read: [...lookingActions, 'cloudwatch:GetMetricData'], change: [shiftAction] },
  repeat: 'safe',
  isFinal: false,
  wording: { ask: 'Move', doing: 'Moving', done: 'Moved', noun: 'alias', part: 'an alias of' },
  takesMs: { usually: 10 * 60_000, atMost: 65 * 60_000 },
  async plan({ function: found, weight, watch, ...values }, ports) {
    const known = await readForShift(found, ports)
    const alias = getAlias(known.details, values.alias)
    const version = getVersion(known.details, values.version)
    const to = routingFor(alias, version.version, weight)
    if (weight === undefined && watch !== undefined)
      throw new UserError('WatchWithoutWeight', '--watch goes with --weight.', {
        hint: 'All calls moved at once leave nothing to compare.',
      })
    const parameters = { alias: alias.name, version: version.version }
    if (weight === undefined) return planShift(known, { words, parameters, alias, to, first: versionLine(version) })
    const watched = watch ?? '10m'
    const minutes = Number.parseInt(watched, 10)
    const watching = `Windlass compares the two for ${minutes} minutes. The share stays until somebody moves it on or rolls it back.`
    return withWatch(
      planShift(known, {
        words,
        parameters: { ...parameters, weight, watch: watched },
        alias,
        to,
        first: [...versionLine(version), [watching]],
      }),
      watchMs(watched),
    )
  },
  apply: (step, target, { lambda }) => lambda.changeFunction(target, changeOf(step)),
  look: lookAtAliases,
  offers: canaryOffers,
})

/** A share goes to the new version while the old one stays the alias's own. */
function routingFor({ name, version }: KnownAlias, wanted: string, percent: number | undefined): Routing {
  if (percent === undefined) return { version: wanted, weights: {} }
  // Lambda Developer Guide, "Implement Lambda canary deployments using a weighted alias".
  if (wanted === latest || version === latest)
    throw new UserError('LatestShared', `Calls can only be split between published versions, and not with ${latest}.`, {
      hint: '/lambda publish makes a version of the newest code.',
    })
  if (wanted === version)
    throw new UserError('OwnVersion', `${wanted} is ${name}'s main version already.`, {
      hint: `Name the other one, or leave --weight out to send all calls to ${wanted}.`,
    })
  return { version, weights: { [wanted]: percent / 100 } }
}

/** For whoever looks, in the step: it is nothing that AWS is told. */
function withWatch(plan: Plan, ms: number): Plan {
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, input: { ...step.input, watchMs: ms } })) }
}
