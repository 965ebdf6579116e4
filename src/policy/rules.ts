import { type PolicyJson, policyToJson } from '@cedar-policy/cedar-wasm/nodejs'
import { builtIn } from './built-in.ts'
import { entitiesIn } from './names.ts'
import { type PayloadUse, payloadUsesIn } from './payload-uses.ts'
import { lineOf, type Piece } from './source.ts'

/** One policy of Cedar, as the rest speaks of it. */
export type PolicyRule = {
  /** What the engine calls it. */
  readonly key: string
  readonly name: string
  readonly where: string
  /**
   * `@reason`: of a forbid, what a person is told whom it stops; of a permit, what a person is told whom it leaves out,
   * where nothing else permits.
   */
  readonly reason: string | undefined
  /** `@confirm`, on a permit: what it allows is to be confirmed. */
  readonly confirms: boolean
  readonly effect: 'permit' | 'forbid'
  /** Groups that its principal must be in, by its first line. */
  readonly groups: readonly string[]
  readonly payloadUses: readonly PayloadUse[]
  readonly piece: Piece
  readonly json: PolicyJson
}

export type Unparsed = Extract<ReturnType<typeof policyToJson>, { type: 'failure' }>['errors']

/** The rule that a piece of text is, or what the engine says is wrong with it. */
export function toRule(piece: Piece, index: number): PolicyRule | Unparsed {
  const answer = policyToJson(piece.text)
  if (answer.type === 'failure') return answer.errors
  const { json } = answer
  const { annotations = {} } = json
  const { id, reason } = annotations
  const line = lineOf(piece)
  return {
    key: `rule${index}`,
    name: id === undefined || id === '' ? line.replace(' line ', ':') : id,
    where: piece.source === builtIn ? builtIn.path : line,
    reason,
    confirms: 'confirm' in annotations,
    effect: json.effect,
    groups: entitiesIn(json.principal).flatMap((entity) => (entity.type === 'Group' ? [entity.id] : [])),
    payloadUses: payloadUsesIn(json),
    piece,
    json,
  }
}
