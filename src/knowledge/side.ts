import type { Said } from './said.ts'
import { wordsOf } from './words.ts'

/** Which product it is about. */
export type Side = 'ec2' | 'lambda' | 'both'

const ec2 = /^(?:ec2|instances?|servers?|machines?|box|boxes|vms?|ami|amis|ebs|ssh)$/
const lambda = /^(?:lambdas?|functions?|serverless)$/

export function sideOf({ title, names, questions, body }: Said): Side {
  return judge(
    [title, ...names, ...questions, body].flatMap(({ words }) => words),
    3,
  )
}

/** `normalised`: a question. */
export const sideAsked = (normalised: string): Side => judge(wordsOf(normalised), 1)

/** `times`: how much more often one has to be named. */
function judge(words: readonly string[], times: number): Side {
  const ofEc2 = words.filter((word) => ec2.test(word)).length
  const ofLambda = words.filter((word) => lambda.test(word)).length
  if (ofEc2 > ofLambda * times) return 'ec2'
  return ofLambda > ofEc2 * times ? 'lambda' : 'both'
}
