import type { ContentBlock, ConverseStreamRequest, Message } from '@aws-sdk/client-bedrock-runtime'
import { AwsError } from '../aws-error.ts'

/** What Bedrock refuses in a conversation, whichever the model; nothing where it is fit. */
export function findRefusal({ messages = [], toolConfig }: ConverseStreamRequest): AwsError | undefined {
  const words =
    orderProblem(messages) ??
    messages.flatMap((message, at) => blockProblem(message, at) ?? [])[0] ??
    toolProblem(messages, toolConfig !== undefined) ??
    resultProblem(messages)
  return words === undefined ? undefined : new AwsError('ValidationException', words)
}

function orderProblem(messages: readonly Message[]): string | undefined {
  if (messages[0]?.role !== 'user')
    return 'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
  const isInTurn = messages.every(({ role }, at) => role !== messages[at - 1]?.role)
  return isInTurn
    ? undefined
    : 'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.'
}

function blockProblem({ content = [] }: Message, at: number): string | undefined {
  if (content.length === 0)
    return `The content field in the Message object at messages.${at} is empty. Add a ContentBlock object to the content field and try again.`
  const blank = content.findIndex(({ text }) => text !== undefined && text.trim() === '')
  if (blank >= 0)
    return `The text field in the ContentBlock object at messages.${at}.content.${blank} is blank. Add text to the text field, and try again.`
  const broken = content.findIndex(({ toolUse }) => toolUse !== undefined && !isObject(toolUse.input))
  return broken < 0
    ? undefined
    : `The format of the value at messages.${at}.content.${broken}.toolUse.input is invalid. Provide a json object for the field and try again.`
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

const blocksOf = (messages: readonly Message[]): ContentBlock[] => messages.flatMap(({ content = [] }) => content)

function toolProblem(messages: readonly Message[], isWithTools: boolean): string | undefined {
  const isUsing = blocksOf(messages).some(
    ({ toolUse, toolResult }) => toolUse !== undefined || toolResult !== undefined,
  )
  return isUsing && !isWithTools
    ? 'The toolConfig field must be defined when using toolUse and toolResult content blocks.'
    : undefined
}

/** Each call is answered in the message after it, and nothing that was not asked. */
function resultProblem(messages: readonly Message[]): string | undefined {
  for (const [at, message] of messages.entries()) {
    const called = blocksOf([message]).flatMap(({ toolUse }) => toolUse?.toolUseId ?? [])
    const answered = blocksOf(messages.slice(at + 1, at + 2)).flatMap(({ toolResult }) => toolResult?.toolUseId ?? [])
    const missing = called.filter((id) => !answered.includes(id))
    if (missing.length > 0)
      return `Expected toolResult blocks at messages.${at + 1}.content for the following Ids: ${missing.join(', ')}`
    if (answered.some((id) => !called.includes(id)))
      return `The number of toolResult blocks at messages.${at + 1}.content exceeds the number of toolUse blocks of previous turn.`
  }
  return undefined
}
