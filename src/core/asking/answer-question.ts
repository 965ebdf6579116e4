import type { Assistant } from '../assistant.ts'
import { runs } from '../problem.ts'
import { bold, code, type Text, text } from '../text.ts'
import type { View } from '../view.ts'
import type { Found, Knowledge, Topic } from './topic.ts'
import { firstParagraph, named, topicButtons, topicParts, topicView } from './topic-view.ts'

export type Question = {
  readonly question: string
  /** The topic that the conversation was about. */
  readonly before: string | undefined
  /** Which of two is meant where an idea is there on both sides. */
  readonly side?: 'EC2' | 'Lambda'
}

type Knowing = { readonly knowledge: Knowledge; readonly assistant?: Assistant | undefined }

/**
 * What Windlass knows of it, or that it does not know: never a guess. What no topic answers is asked of the language
 * model, where there is one; whatever becomes of that, the answer without it is there.
 */
export async function answerQuestion(
  { question, before, side }: Question,
  { knowledge, assistant }: Knowing,
): Promise<View> {
  if (thanks.test(question.trim())) return { lead: text`Any time.`, parts: [], actions: [] }
  const found = side === undefined ? find(question, before, knowledge) : findOnSide(question, side, knowledge)
  if (found.kind === 'topic') return topicView(found.topic, knowledge)
  const nearest = found.kind === 'unsure' ? found.nearest : []
  const assisted = await assistant?.answer({ question, nearest })
  if (assisted !== undefined && 'view' in assisted) return assisted.view
  // What was streamed for everyone ends for everyone.
  if (found.kind === 'outside') return assisted === undefined ? outsideView : { ...outsideView, isOpen: true }
  return unsureView(nearest, assisted === undefined ? undefined : [assisted.because])
}

const thanks =
  /^(?:(?:ok(?:ay)?|great|cool|nice|perfect|awesome)[\s,!.]*)*(?:thanks?(?: you)?(?: (?:a lot|so much|very much))?|thx|ty|cheers|danke|merci|gracias|ok(?:ay)?|great|cool|nice|perfect|bye)[\s!.]*$/i

function find(question: string, before: string | undefined, knowledge: Knowledge): Found {
  const topic = knowledge.topic(question.trim())
  return topic === undefined ? knowledge.find(question, before) : { kind: 'topic', topic }
}

/** The topic itself, but its counterpart where that is what it is called over there. */
function findOnSide(question: string, side: 'EC2' | 'Lambda', knowledge: Knowledge): Found {
  const found = knowledge.find(question)
  const there = knowledge.find(`${question} in ${side}`)
  if (found.kind !== 'topic') return there.kind === 'topic' ? there : found
  return there.kind === 'topic' && there.topic.id === found.topic.counterpart ? there : found
}

/** What comes nearest as a whole, and what the others say first: mostly the answer is there, and nobody has to press for it. */
function unsureView(nearest: readonly Topic[], note: Text | undefined): View {
  const [first, ...others] = nearest
  const next = first === undefined ? 'Say it in other words, or paste the error whole.' : 'This comes nearest:'
  const items = others.map((topic) => text`${bold(named(topic))} ${firstParagraph(topic)}`)
  return {
    lead: text`${bold('I do not know that for certain.')} ${next}`,
    parts: [
      ...(first === undefined ? [] : topicParts(first)),
      ...(items.length === 0 ? [] : [{ kind: 'bullets', items } as const]),
    ],
    ...(note === undefined ? {} : { note }),
    actions: topicButtons(nearest),
    isOpen: true,
  }
}

const outsideView: View = {
  lead: text`I can only answer what is about Amazon EC2, AWS Lambda and what surrounds them, sorry.`,
  parts: [],
  actions: [runs('help', 'What you can do here', ['windlass', 'help'])],
}

/** Where nothing was asked. */
export function whatQuestion(words: readonly string[], example: string): View {
  return {
    lead: text`${bold('Ask what?')} Say it in your own words: ${code(`/${[...words, example].join(' ')}`)}`,
    parts: [],
    actions: [runs('example', example, [...words, example])],
  }
}
