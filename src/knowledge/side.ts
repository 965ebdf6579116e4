import type { Topic } from '../core/asking/topic.ts'
import { bodyText } from './topic-text.ts'
import { normalise, wordsOf } from './words.ts'

/** Which product it is about. */
export type Side = 'ec2' | 'lambda' | 'both'

const ec2 = /^(?:ec2|instances?|servers?|machines?|box|boxes|vms?|ami|amis|ebs|ssh)$/
const lambda = /^(?:lambdas?|functions?|serverless)$/

export function sideOf(topic: Topic): Side {
  const text = [topic.title, ...topic.names, ...topic.questions, bodyText(topic)].join(' ')
  return judge(text, 3)
}

export const sideAsked = (text: string): Side => judge(text, 1)

/** `times`: how much more often one has to be named. */
function judge(text: string, times: number): Side {
  const words = wordsOf(normalise(text))
  const ofEc2 = words.filter((word) => ec2.test(word)).length
  const ofLambda = words.filter((word) => lambda.test(word)).length
  if (ofEc2 > ofLambda * times) return 'ec2'
  return ofLambda > ofEc2 * times ? 'lambda' : 'both'
}
