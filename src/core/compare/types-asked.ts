import { findSize, knownFamilies } from './sizes.ts'

const size = String.raw`(nano|micro|small|medium|large|\d{0,2}xlarge|metal(?:-\w+)?)\b`
// Of a family that is not known only what looks like nothing else.
const written = new RegExp(
  String.raw`(?<![\w.-])(?:([a-z]{1,4}\d[a-z]{0,4})\.|(${knownFamilies.join('|')})[\s_-]?)${size}`,
  'gi',
)

/** The instance types that are named, also as `t3 medium`, each once. */
export function typesIn(question: string): string[] {
  const found = [...question.matchAll(written)].map(([, dotted, loose = '', of = '']) =>
    `${dotted ?? loose}.${of}`.toLowerCase(),
  )
  return [...new Set(found)]
}

export function withoutTypes(question: string): string {
  return question.replace(written, ' ')
}

export function knownTypeIn(question: string): string | undefined {
  return typesIn(question).find((type) => findSize(type) !== undefined)
}

const ofCost =
  /\b(?:costs?|prices?|pricing|priced|price\s?tag|cheap(?:er|est)?|cheeper|expensive|dollars?|usd|kosten|kostet|preise?|günstiger|billiger|teurer|coûten?t?|prix|cuestan?|precios?)\b|\bhow\s+much\s+(?:is|are|does|do|for|would|will|ram|memory|an?|the)\b|\bwhat(?:'s|s| is| are)?\s+.*\b(?:per|an?|each)\s+(?:hour|month|day|year)\b/i
// Those are about what a person has, or about an idea, and not about a list price.
const ofMore =
  /\b(?:my|our|ours|mine|we|us|running|stop|stops|stopped|stopping|terminat\w+|hibernat\w+|why|reserved|savings?|spot|credits?|unlimited|resiz\w+|chang\w+|switch\w*|migrat\w+|upgrad\w+|downgrad\w+|list|show|find|which\s+instances?|when|how\s+(?:do|can|should)\s+i|network|bandwidth|traffic|windows|dedicated|ebs|launch|start|started|limits?|quota)\b|\bi-[0-9a-f]{8}|\b[a-z]+-[a-z-]*\d+\b/i
const filler =
  /^(?:compare[ds]?|comparison|vs\.?|versus|or|and|with|to|than|against|oder|und|mit|ou|et|between|difference|differences|unterschied|zwischen|better|best|faster|bigger|larger|which|what|whats|what's|is|are|the|a|an|of|in|please|me|one|ec2|aws|instances?|types?|take|should|i|ist|was|der|welche|besser|for|at)$/i

/** The types whose prices are asked: some with a word of cost, or several and nothing but them. */
export function pricedTypesIn(question: string): string[] | undefined {
  const types = typesIn(question)
  const words = withoutTypes(question).replace(/\b[a-z]{2}(?:-[a-z]+)+-\d\b/g, ' ')
  if (types.length === 0 || ofMore.test(words)) return undefined
  const isBare = types.length > 1 && words.split(/[\s,?!;:/&+]+/).every((word) => word === '' || filler.test(word))
  return isBare || ofCost.test(words) ? types : undefined
}
