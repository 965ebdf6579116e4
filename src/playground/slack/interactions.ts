import type { z } from 'zod'
import { type option, suggestedOptions } from './block-limits.ts'
import type { Clock } from './clock.ts'
import type { Deliveries } from './deliveries.ts'
import type { Outcome } from './delivery.ts'
import { type FoundElement, findElement, listElements, optionsOf } from './elements.ts'
import type { ActRequest, Reply, SuggestReply, SuggestRequest } from './page-contract.ts'
import { blockActionsPayload, suggestionPayload, type Touch } from './payloads.ts'
import type { ResponseUrls } from './response-urls.ts'
import { sentences } from './sentences.ts'
import { timestampAt } from './timestamps.ts'
import type { Triggers } from './triggers.ts'
import type { Workspace } from './workspace.ts'

export type Interactions = {
  act(request: ActRequest): Promise<Reply>
  suggest(request: SuggestRequest): Promise<SuggestReply>
}

type Option = z.infer<typeof option>
type Place = { as: string; channel: string; ts: string; blockId: string; actionId: string }
type Touched = { touch: Touch; found: FoundElement }

// "External select", docs.slack.dev: nothing is asked before three characters unless the element says so.
const defaultQueryLength = 3

type InteractionsOptions = {
  workspace: Workspace
  deliveries: Deliveries
  responseUrls: ResponseUrls
  triggers: Triggers
  clock: Clock
}

/** What people do with the buttons and selects of a message. */
export function createInteractions(options: InteractionsOptions): Interactions {
  const { workspace, deliveries, responseUrls, triggers, clock } = options
  // What an external select was last answered with, per person and element: only that can be chosen.
  const suggested = new Map<string, Option[]>()

  return {
    async act(request) {
      const touched = findTouched(workspace, request)
      if (typeof touched === 'string') return { ok: false, error: touched }
      const { touch, found } = touched
      const offered = [...optionsOf(found.element), ...(suggested.get(placeKey(request)) ?? [])]
      const chosen = offered.find(({ value }) => value === request.optionValue)
      if (found.element.type !== 'button' && chosen === undefined) {
        return { ok: false, error: sentences.unknownElement }
      }
      const { as: user, channel, ts } = request
      const payload = blockActionsPayload(workspace, touch, {
        action: { ...describeAction(found, chosen), action_ts: timestampAt(clock.now()) },
        state: stateOf(touch, found, chosen),
        responseUrl: responseUrls.newUrl('action', { channel, user, isClick: true, originalTs: ts }),
        triggerId: triggers.newTrigger(user),
      })
      return replyOf(await deliveries.deliver({ type: 'interactive', payload, acceptsResponse: false }))
    },
    async suggest(request) {
      const touched = findTouched(workspace, request)
      if (typeof touched === 'string') return { options: [], error: touched }
      const { touch, found } = touched
      if (found.element.type !== 'external_select') return { options: [], error: sentences.unknownElement }
      if (request.typed.length < (found.element.min_query_length ?? defaultQueryLength)) return { options: [] }
      const payload = suggestionPayload(workspace, touch, request)
      const outcome = await deliveries.deliver({ type: 'interactive', payload, acceptsResponse: true })
      if (outcome.kind === 'failed') return { options: [], error: sentences.clickFailed(outcome.error) }
      const answer = suggestedOptions.safeParse(outcome.answer)
      if (!answer.success) return { options: [], error: sentences.noSuggestions }
      const offered = listOptions(answer.data)
      suggested.set(placeKey(request), offered)
      return { options: offered.map(({ text, value = '' }) => ({ text: text.text, value })) }
    },
  }
}

function replyOf(outcome: Outcome): Reply {
  return outcome.kind === 'acknowledged' ? { ok: true } : { ok: false, error: sentences.clickFailed(outcome.error) }
}

function listOptions(answer: z.infer<typeof suggestedOptions>): Option[] {
  return 'options' in answer ? answer.options : answer.option_groups.flatMap(({ options }) => options)
}

const placeKey = ({ as, channel, ts, blockId, actionId }: Place) => [as, channel, ts, blockId, actionId].join('/')

/** The element, if this person sees it; otherwise what Slack would say. */
function findTouched(workspace: Workspace, { as, channel, ts, blockId, actionId }: Place): Touched | string {
  const user = workspace.findUser(as)
  const conversation = workspace.findConversation(channel)
  const message = workspace.findMessage(channel, ts)
  if (user === undefined) return sentences.unknownUser
  if (conversation === undefined || message === undefined) return sentences.notYours
  if (!workspace.isSeenBy(as, message)) return sentences.notYours
  const found = findElement(message, blockId, actionId)
  return found === undefined ? sentences.unknownElement : { touch: { user, conversation, message }, found }
}

function describeAction({ blockId, actionId, element }: FoundElement, chosen: Option | undefined) {
  const named = { type: element.type, action_id: actionId, block_id: blockId }
  if (element.type !== 'button') {
    const placeholder = 'placeholder' in element ? { placeholder: element.placeholder } : {}
    return { ...named, ...placeholder, selected_option: chosen }
  }
  const { text, value, style, url } = element
  return { ...named, text, ...(value !== undefined && { value }), ...(style && { style }), ...(url && { url }) }
}

/** What every select of the message shows at the moment of the click. */
function stateOf({ message }: Touch, touched: FoundElement, chosen: Option | undefined) {
  const values: Record<string, Record<string, unknown>> = {}
  for (const { blockId, actionId, element } of listElements(message)) {
    if (element.type !== 'static_select' && element.type !== 'external_select') continue
    const isTouched = blockId === touched.blockId && actionId === touched.actionId
    const selected = isTouched ? chosen : (element.initial_option ?? null)
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, selected_option: selected } }
  }
  return { values }
}
