import { answerQuestion, whatQuestion } from '../../core/asking/answer-question.ts'
import { type ReadPorts, readCommand } from '../../core/command.ts'
import { encodedDenialIn } from '../../core/ec2/evidence.ts'
import { UserError } from '../../core/errors.ts'
import type { Read } from '../../core/evidence.ts'
import type { Place } from '../../core/place.ts'
import { bold, code, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'

const words = ['windlass', 'decode'] as const
const mostAccounts = 10

export const windlassDecode = readCommand({
  words,
  about: 'What an encoded authorization message of AWS says',
  examples: ['You are not authorized … Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuU…'],
  parameters: {
    message: { kind: 'words', about: 'the error as it was shown', placeholder: 'error', isWhole: true },
  },
  aws: { read: ['sts:DecodeAuthorizationMessage'] },
  takesText: true,
  async run({ message }, ports) {
    const said = message.join(' ')
    if (encodedDenialIn(said) === undefined)
      return said === '' ? whatQuestion(words, 'Encoded authorization failure message: …') : withoutMessage(said, ports)
    return decodedView(said, ports)
  },
})

/** Only the account that it is of can decode it, so all are asked at once; the one that is named in it first. */
async function decodedView(said: string, { evidence, scope }: ReadPorts): Promise<View> {
  const accounts = [...new Map(scope.places.map((place) => [place.account, place])).values()]
  const tried = accounts.toSorted((left, right) => isNamed(right, said) - isNamed(left, said)).slice(0, mostAccounts)
  const reads = tried.map((place) => evidence.decodeDenial(place, said).catch(unreadBy))
  const found = await Promise.any(reads.map(async (read, index) => toView(await read, tried[index]))).catch(
    () => undefined,
  )
  if (found !== undefined) return found
  const unread = (await Promise.all(reads)).flatMap((read) => ('unread' in read ? [[read.unread]] : []))
  return {
    lead: text`${bold('None of your accounts could decode it.')} It has to be of an account that Windlass reads, by a role that may do ${code('sts:DecodeAuthorizationMessage')}.`,
    parts: unread.length === 0 ? [] : [{ kind: 'bullets', items: unread }],
    actions: [explains],
  }
}

/** Where the person may not read, that is said of the place alone. */
function unreadBy(error: unknown): { unread: string } {
  if (error instanceof UserError) return { unread: error.message }
  throw error
}

function toView(read: Read<string>, place: Place | undefined): View {
  if (place === undefined || 'unread' in read) throw new Error('It could not be decoded there')
  return foundView(read.value, place)
}

function isNamed({ accountId }: Place, said: string): number {
  return said.includes(accountId) ? 1 : 0
}

const explains = {
  kind: 'button',
  verb: 'explain',
  label: 'What the error means',
  does: { kind: 'run', words: ['windlass', 'explain', 'UnauthorizedOperation'] },
} as const

function foundView(sentence: string, place: Place): View {
  return {
    lead: text`${bold('AWS refused it:')} ${sentence}`,
    parts: [],
    note: text`Decoded by the read role of ${place.account}.`,
    actions: [explains],
  }
}

/** It has no such message: what it means all the same. */
async function withoutMessage(said: string, { knowledge, assistant, scope: { before } }: ReadPorts): Promise<View> {
  return answerQuestion({ question: said, before }, { knowledge: await knowledge(), assistant })
}
