import type { ContentBlock, ConverseStreamCommandInput, Tool, ToolConfiguration } from '@aws-sdk/client-bedrock-runtime'
import type { DocumentType } from '@smithy/types'
import type { ModelMessage, ModelPart, ModelRequest, ModelSettings, ModelTool } from '../core/model.ts'

/** As Bedrock wants to be asked (Bedrock API reference, ConverseStream). */
export function modelInput(
  { system, messages, tools, mostTokens }: ModelRequest,
  { id, guardrail }: ModelSettings,
): ConverseStreamCommandInput {
  return {
    modelId: id,
    ...(system === '' ? {} : { system: [{ text: system }] }),
    messages: messages.map(({ role, parts }) => ({ role, content: contentOf(parts) })),
    inferenceConfig: { maxTokens: mostTokens },
    ...toolsOf(tools),
    ...(guardrail === undefined
      ? {}
      : { guardrailConfig: { guardrailIdentifier: guardrail.id, guardrailVersion: guardrail.version } }),
  }
}

function toolsOf(tools: readonly ModelTool[]): { toolConfig?: ToolConfiguration } {
  return tools.length === 0 ? {} : { toolConfig: { tools: tools.map(toTool) } }
}

function toTool({ name, about, input }: ModelTool): Tool {
  return { toolSpec: { name, description: about, inputSchema: { json: toDocument(input) } } }
}

/** Bedrock refuses a whole conversation for one text without a word in it. */
function contentOf(parts: ModelMessage['parts']): ContentBlock[] {
  return parts.filter((part) => part.kind !== 'text' || part.text.trim() !== '').map(toBlock)
}

function toBlock(part: ModelPart): ContentBlock {
  switch (part.kind) {
    case 'text':
      return { text: part.text }
    case 'call':
      return { toolUse: { toolUseId: part.id, name: part.tool, input: toObject(part.input) } }
    case 'result':
      return {
        toolResult: {
          toolUseId: part.id,
          content: [{ text: part.text === '' ? '(nothing)' : part.text }],
          status: part.isError ? 'error' : 'success',
        },
      }
    default:
      return part satisfies never
  }
}

/** Of what a model wrote that is no JSON object it cannot be reminded: Bedrock takes objects only. */
function toObject(input: unknown): DocumentType {
  const document = toDocument(input)
  return typeof document === 'object' && document !== null && !Array.isArray(document) ? document : {}
}

function toDocument(value: unknown): DocumentType {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(toDocument)
  if (typeof value !== 'object' || value === null) return null
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toDocument(each)]))
}
