import { findLiveThing, type LiveThing } from './live-question.ts'
import { runs } from './problem.ts'
import { bold, code, text } from './text.ts'
import type { Found, Knowledge, Topic } from './topic.ts'
import { firstSentence, topicButtons, topicView } from './topic-view.ts'
import type { Action, View } from './view.ts'

export type Question = {
  readonly question: string
  /** The topic that the conversation was about. */
  readonly before: string | undefined
  /** Which of two is meant where an idea is there on both sides. */
  readonly side?: 'EC2' | 'Lambda'
}

/** What Windlass knows of it, or that it does not know: never a guess. */
export function answerQuestion({ question, before, side }: Question, knowledge: Knowledge): View {
  const thing = findLiveThing(question, (word) => knowledge.find(word).kind === 'topic')
  const found = side === undefined ? find(question, before, knowledge) : findOnSide(question, side, knowledge)
  if (thing !== undefined) return liveView(thing, found)
  switch (found.kind) {
    case 'topic':
      return topicView(found.topic, knowledge)
    case 'unsure':
      return unsureView(found.nearest)
    case 'outside':
      return outsideView
  }
}

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

function unsureView(nearest: readonly Topic[]): View {
  const next = nearest.length === 0 ? 'Say it in other words, or paste the error whole.' : 'Is it one of these?'
  return {
    lead: text`${bold('I do not know that for certain.')} ${next}`,
    parts: [],
    actions: topicButtons(nearest),
    isOpen: true,
  }
}

const outsideView: View = {
  lead: text`I can only answer what is about Amazon EC2, AWS Lambda and what surrounds them, sorry.`,
  parts: [],
  actions: [runs('help', 'What you can do here', ['windlass', 'help'])],
}

/** What is the case right now no topic knows: where to look, and what is so in general. */
function liveView({ name, product }: LiveThing, found: Found): View {
  const words = [product, 'show', name]
  const shows = product === 'ec2' ? 'its state and the reason for it' : 'its state and what is wrong with it'
  const show: Action = { ...button('show', `Show ${name}`, words), style: 'primary' }
  const lead = text`${bold('I cannot look into that yet.')} ${code(`/${words.join(' ')}`)} shows ${shows}.`
  if (found.kind !== 'topic') return { lead, parts: [], actions: [show] }
  const { topic } = found
  return {
    lead,
    parts: [{ kind: 'paragraph', text: text`In general, about ${bold(topic.title)}: ${firstSentence(topic)}` }],
    actions: [show, ...topicButtons([topic])],
  }
}

function button(verb: string, label: string, words: readonly string[]) {
  return { kind: 'button', verb, label, does: { kind: 'run', words } } as const
}

/** Where nothing was asked. */
export function whatQuestion(words: readonly string[], example: string): View {
  return {
    lead: text`${bold('Ask what?')} Say it in your own words: ${code(`/${[...words, example].join(' ')}`)}`,
    parts: [],
    actions: [runs('example', example, [...words, example])],
  }
}
