import { UserError } from '../core/errors.ts'
import type { ModelSettings } from '../core/model.ts'
import type { Account } from '../core/place.ts'
import { commonSentences } from './errors.ts'
import { roleName } from './names.ts'
import { type TroubleKind, troubleOf } from './trouble.ts'

/** A turn of a model as its failure has to name it. */
export type Asked = { readonly settings: ModelSettings; readonly account: Account; readonly withinMs: number }

/** Thrown for a stream of events that ends before it is complete, or goes on with what is none. */
export class StreamBroken extends Error {
  override readonly name = 'StreamBroken'
}

/** Nothing where the error is a bug of ours. */
export function modelError(error: unknown, asked: Asked): UserError | undefined {
  if (error instanceof UserError) return error
  const original = error instanceof StreamBroken ? (error.cause ?? error) : error
  const named = original instanceof Error ? ownSentences(asked)[original.name] : undefined
  if (named !== undefined) return new UserError(...named, { cause: error })
  const trouble = troubleOf(original)
  if (error instanceof StreamBroken && (trouble === undefined || trouble.kind === 'unreachable')) {
    const detail = trouble?.detail ?? 'no end'
    return new UserError('Unreachable', sentences(detail, asked)['broken-off'], { cause: error })
  }
  return trouble && new UserError(trouble.code, sentences(trouble.detail, asked)[trouble.kind], { cause: error })
}

const whereOf = ({ settings, account }: Asked): string => `Bedrock in ${account.name}, ${settings.region}`

/** Bedrock API reference, ConverseStream, "Errors"; they also come within the stream. */
function ownSentences(asked: Asked): Partial<Record<string, [code: string, message: string]>> {
  const { settings, account } = asked
  const where = whereOf(asked)
  const { id } = settings
  const role = roleName(account.roles.read)
  const actions = `bedrock:InvokeModelWithResponseStream${settings.guardrail === undefined ? '' : ' or bedrock:ApplyGuardrail'}`
  const sentenceOf = {
    AccessDeniedException: `${where} does not let Windlass ask the model ${id}: the role ${role} lacks ${actions} for it, or access to the model is not granted to the account. An AWS administrator gives the role what \`npm start -- iam\` prints, or asks for access in the Bedrock console.`,
    ThrottlingException: `${where} takes no more requests for the model ${id} at the moment. Ask again in a minute.`,
    ServiceQuotaExceededException: `The account's quota for the model ${id} of ${where} is used up. Ask again later; an AWS administrator can have it raised.`,
    ModelNotReadyException: `The model ${id} of ${where} is not ready yet. Ask again in a minute.`,
    ModelTimeoutException: `The model ${id} of ${where} took too long. Ask again, with a shorter question if it stays so.`,
    ModelErrorException: `The model ${id} of ${where} failed. Ask again in a minute.`,
    ModelStreamErrorException: `The model ${id} of ${where} failed in the middle of its answer. Ask again in a minute.`,
    ValidationException: `${where} refused what Windlass asked of the model ${id}. Some models are reached through an inference profile only (an id that begins with eu. or us., for one), and some cannot use tools. Whoever runs Windlass finds Bedrock's own words in the log.`,
    ResourceNotFoundException: `${where} has no model ${id}${settings.guardrail === undefined ? '' : ', or no such guardrail'}. Whoever runs Windlass corrects the block model in windlass.yaml.`,
    InternalServerException: sentences('InternalServerException', asked).internal,
    ServiceUnavailableException: sentences('ServiceUnavailableException', asked).internal,
  }
  return Object.fromEntries(Object.entries(sentenceOf).map(([code, sentence]) => [code, [code, sentence]]))
}

function sentences(detail: string, asked: Asked): Record<TroubleKind, string> {
  const { settings, account, withinMs } = asked
  const where = whereOf(asked)
  return {
    ...commonSentences({ where, detail, withinMs }),
    denied: `The role ${roleName(account.roles.read)} of ${account.name} may not ask the model ${settings.id} (${detail}). An AWS administrator gives it what \`npm start -- iam\` prints.`,
    expired: `The session for ${where} has ended (${detail}). Ask again: Windlass begins a new one.`,
    'not-accepted': `${where} did not accept Windlass's session (${detail}). Ask again; if it stays so, check the clock of the machine that Windlass runs on, and that ${settings.region} is enabled in the account.`,
    'not-enabled': `${settings.region} is not enabled in ${account.name} (${detail}). An AWS administrator enables it in the account's settings, or model.region in windlass.yaml names another.`,
    refused: `${where} refused to ask the model ${settings.id} with the code ${detail}. Its own words are in Windlass's log.`,
  }
}

/** Why a turn that has come to its end is no answer; nothing where it is one. */
export function unfitSentence(stop: string, { settings }: Asked): [code: string, message: string] | undefined {
  switch (stop) {
    case 'guardrail_intervened':
      return [
        'ModelFiltered',
        `The guardrail ${settings.guardrail?.id ?? ''} did not let the model ${settings.id} answer. Ask in other words.`,
      ]
    case 'content_filtered':
      return [
        'ModelFiltered',
        `The model ${settings.id} did not answer: its provider's filter stopped it. Ask in other words.`,
      ]
    case 'malformed_model_output':
    case 'malformed_tool_use':
      return ['ModelMalformed', `The model ${settings.id} gave an answer that cannot be read (${stop}). Ask again.`]
    default:
      return undefined
  }
}
