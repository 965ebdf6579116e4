import { z } from 'zod'
import type { ChangeRules } from '../core/change-rules.ts'
import { freezes } from './freezes.ts'
import { pattern } from './pattern.ts'

const minute = 60_000
const unitMs = { s: 1000, m: minute, h: 60 * minute, d: 24 * 60 * minute } as const

/** `30m`, `1h30m`, in milliseconds. */
const duration = z
  .string()
  .regex(/^(?:\d{1,6}[smhd])+$/, 'is not a duration, like 30m')
  .transform((text) =>
    [...text.matchAll(/(\d+)([smhd])/g)].reduce((ms, [, count, unit]) => ms + Number(count) * msOf(unit), 0),
  )

function msOf(unit: string | undefined): number {
  return unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? unitMs[unit] : 0
}

const percent = z
  .string('must be a share, like 50%')
  .regex(/^(?:[1-9]\d?|100)%$/, 'is not a share from 1% to 100%')
  .transform((text) => Number(text.slice(0, -1)))

const count = z.int('must be a whole number').min(1, 'must be at least 1').max(1000, 'must be at most 1000')

const required = { false: 'never', production: 'production', true: 'always' } as const

/** The block `changes`; with nothing in it, careful defaults. */
export const changes = z
  .strictObject({
    maxTargets: count.default(20),
    perPersonPerHour: count.default(30),
    maxShareOfGroup: percent.prefault('50%'),
    maxShareOfEnvironment: percent.prefault('50%'),
    reason: z
      .strictObject({
        required: z.literal([false, true, 'production'], 'must be false, production or true').default(false),
        pattern: pattern.optional(),
        hint: z.string().min(1).max(150).optional(),
      })
      .prefault({}),
    freezes,
    expireAfter: duration
      .refine((ms) => ms >= minute && ms <= unitMs.d, 'is not between one minute (1m) and one day (1d)')
      .prefault('10m'),
  })
  .prefault({})
  .transform(
    ({ reason, ...given }): ChangeRules => ({
      caps: {
        maxTargets: given.maxTargets,
        perPersonPerHour: given.perPersonPerHour,
        maxPercentOfGroup: given.maxShareOfGroup,
        maxPercentOfEnvironment: given.maxShareOfEnvironment,
      },
      reason: { required: required[`${reason.required}`], pattern: reason.pattern, hint: reason.hint },
      freezes: given.freezes,
      expireAfterMs: given.expireAfter,
    }),
  )
