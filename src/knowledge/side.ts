import type { Said } from './said.ts'
import { type Word, wordOf, wordsOf } from './words.ts'

/** Which product it is about. */
export type Side = 'ec2' | 'lambda' | 'both'

const ec2 = new Set(
  'ec2 instance instances server servers machine machines box boxes vm vms ami amis ebs ssh'.split(' '),
)
const lambda = new Set('lambda lambdas function functions serverless'.split(' '))

export function sideOf({ title, names, questions, body }: Said): Side {
  const counts = { ec2: 0, lambda: 0 }
  for (const { words } of [title, ...names, ...questions, body]) count(words, counts)
  return judge(counts, 3)
}

/** `normalised`: a question. */
export function sideAsked(normalised: string): Side {
  const counts = { ec2: 0, lambda: 0 }
  count(wordsOf(normalised).map(wordOf), counts)
  return judge(counts, 1)
}

type Counts = { ec2: number; lambda: number }

function count(words: readonly Word[], counts: Counts): void {
  for (const { text } of words)
    if (ec2.has(text)) counts.ec2 += 1
    else if (lambda.has(text)) counts.lambda += 1
}

/** `times`: how much more often one has to be named. */
function judge(counts: Readonly<Counts>, times: number): Side {
  if (counts.ec2 > counts.lambda * times) return 'ec2'
  return counts.lambda > counts.ec2 * times ? 'lambda' : 'both'
}
