import { type ModelWanted, noModel, withoutModel } from '../assistant/on-request.ts'
import type { Assistant } from '../assistant.ts'
import { runs } from '../problem.ts'
import { scrub } from '../scrub.ts'
import { bold, code, text } from '../text.ts'
import type { Action, Part, View } from '../view.ts'
import type { Found, Knowledge, Topic } from './topic.ts'
import { firstParagraph, named, sourcesNote, topicButtons, topicParts, topicView } from './topic-view.ts'

export type Question = {
  readonly question: string
  /** The topic that the conversation was about. */
  readonly before: string | undefined
  /** Which of two is meant where an idea is there on both sides. */
  readonly side?: 'EC2' | 'Lambda'
  /** Asked of the language model, also where a topic answers it for certain. */
  readonly wants?: ModelWanted
}

type Knowing = { readonly knowledge: Knowledge; readonly assistant?: Assistant | undefined }

/**
 * What Windlass knows of it, or that it does not know: never a guess. What no topic answers is asked of the language
 * model, where there is one; whatever becomes of that, the answer without it is there.
 */
export async function answerQuestion(asked: Question, { knowledge, assistant }: Knowing): Promise<View> {
  const { question, wants } = asked
  if (thanks.test(question.trim())) return { lead: text`Any time.`, parts: [], actions: [] }
  const found = await find(asked, knowledge)
  if (found.kind === 'topic' && wants === undefined) {
    const view = topicView(found.topic, knowledge)
    return assistant === undefined ? view : { ...view, actions: [...view.actions, ...wordingOf(question, found.topic)] }
  }
  const nearest = nearestOf(found, knowledge)
  const assisted = await (assistant?.answer({ question, nearest }) ?? (wants && { because: noModel }))
  if (assisted !== undefined && 'view' in assisted) return assisted.view
  if (found.kind === 'topic') return withoutModel(topicView(found.topic, knowledge), assisted?.because ?? noModel)
  // What was streamed for everyone ends for everyone.
  if (found.kind === 'outside')
    return assisted === undefined ? outsideView : { ...withoutModel(outsideView, assisted.because), isOpen: true }
  if (found.kind === 'likely') return likelyView(found, knowledge, assisted?.because)
  return (found.kind === 'unknown' ? unknownView : unsureView)(nearest, assisted?.because)
}

/** What may be cited. */
function nearestOf(found: Found, knowledge: Knowledge): readonly Topic[] {
  if (found.kind === 'outside') return []
  if (found.kind !== 'topic') return found.nearest
  return [found.topic, ...found.topic.related.flatMap((id) => knowledge.topic(id) ?? [])]
}

/** Where more was asked than what it is called: the language model fits the topic to the question. */
function wordingOf(question: string, { id, title, names }: Topic): Action[] {
  const asked = question.trim()
  if ([id, title, ...names].some((name) => bare(name) === bare(asked))) return []
  return [runs('words', 'Word it for my question', ['windlass', 'ask', `--model=${id}`, scrub(asked)])]
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
}

const thanks =
  /^(?:(?:ok(?:ay)?|great|cool|nice|perfect|awesome)[\s,!.]*)*(?:thanks?(?: you)?(?: (?:a lot|so much|very much))?|thx|ty|cheers|danke|merci|gracias|ok(?:ay)?|great|cool|nice|perfect|bye)[\s!.]*$/i

async function find({ question, before, side, wants }: Question, knowledge: Knowledge): Promise<Found> {
  if (side !== undefined) return findOnSide(question, side, knowledge)
  const topic = knowledge.topic(wants?.topic ?? question.trim())
  return topic === undefined ? knowledge.find(question, before) : { kind: 'topic', topic }
}

/** The topic itself, but its counterpart where that is what it is called over there. */
async function findOnSide(question: string, side: 'EC2' | 'Lambda', knowledge: Knowledge): Promise<Found> {
  const found = await knowledge.find(question)
  const there = await knowledge.find(`${question} in ${side}`)
  if (found.kind !== 'topic') return there.kind === 'topic' ? there : found
  return there.kind === 'topic' && there.topic.id === found.topic.counterpart ? there : found
}

// The answer is in one of them nearly always; a third would hide it.
const mostWhole = 2

type Likely = Extract<Found, { kind: 'likely' }>

/** The likeliest as the answer, and the next below it: mostly the first is it, and nobody should have to ask again. */
function likelyView({ nearest }: Likely, knowledge: Knowledge, because: string | undefined): View {
  const [first, next] = nearest
  const view = topicView(first, knowledge)
  const other: Part[] =
    next === undefined ? [] : [{ kind: 'paragraph', text: text`Or, if you meant that:` }, ...topicParts(next)]
  const lead = text`Most likely: ${view.lead}`
  const both = { ...view, lead, parts: [...view.parts, ...other], ...sourcesNote(nearest.slice(0, mostWhole)) }
  return because === undefined ? both : withoutModel(both, because)
}

/** The nearest as a whole, and what the others say first: mostly the answer is there, and nobody has to press for it. */
function unsureView(nearest: readonly Topic[], because: string | undefined): View {
  const whole = nearest.slice(0, mostWhole)
  const next = whole.length === 1 ? 'This comes nearest:' : 'These come nearest, the likeliest first:'
  const view: View = {
    lead: text`${bold('I do not know that for certain.')} ${next}`,
    parts: [...whole.flatMap(topicParts), ...inShort(nearest.slice(mostWhole))],
    ...sourcesNote(whole),
    actions: topicButtons(nearest),
    isOpen: true,
  }
  return because === undefined ? view : withoutModel(view, because)
}

function unknownView(nearest: readonly Topic[], because: string | undefined): View {
  const view: View = {
    lead: text`${bold('I do not know that.')} Say it in other words, paste the error whole, or name the instance or function that it is about. What I know nearest to it:`,
    parts: inShort(nearest),
    actions: topicButtons(nearest),
    isOpen: true,
  }
  return because === undefined ? view : withoutModel(view, because)
}

function inShort(topics: readonly Topic[]): Part[] {
  const items = topics.map((topic) => text`${bold(named(topic))} ${firstParagraph(topic)}`)
  return items.length === 0 ? [] : [{ kind: 'bullets', items }]
}

const outsideView: View = {
  lead: text`I can only answer what is about Amazon EC2, AWS Lambda and what surrounds them, sorry.`,
  parts: [
    {
      kind: 'paragraph',
      text: text`If it is about them, ask again with the name of the thing: instance, function, volume, queue, role…`,
    },
  ],
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
