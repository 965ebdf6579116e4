/** How much each sign counts. Found by trial on test/knowledge/questions-*.yaml: `npm run score`. */
export const weights = {
  fields: { title: 5, names: 7, questions: 3.5, codes: 1, body: 2.3 },
  /** How soon repeated words stop counting, how much long texts lose, what every match is worth (BM25+). */
  bm25: { k: 0.9, b: 0.2, d: 0.8 },
  synonym: 0.43,
  corrected: 0.95,
  /** `EC2`, `function`: whose question it is, where there is more to it. */
  product: 0.4,
  /** Topics of errors, where no error is asked about. */
  error: 0.8,
  /** Rare words count more, beyond what the search does itself. */
  rarity: 0.85,
  /** Words that no topic has, and numbers: what is missing of them says less. */
  unknown: 0.5,
  number: 0.2,
  /** Topics that have all of what was asked. */
  coverage: 1,
  /** For each word of a topic's name that is in the question. */
  name: 0.28,
  otherSide: 0.55,
  uncalledComparison: 0.5,
  calledComparison: 1.35,
  near: 1.6,
  before: 2,
  /** Signs beside the search, of which the nearest wording counts 1 like it. */
  letters: { weight: 1.4, repeats: 0.8, smoothing: 300 },
  pairs: { weight: 0.5, repeats: 0.6, smoothing: 60 },
  /** Whether a question is one about other things, by a logistic regression; the bias is such that 85 of 100 that are declined are. */
  elsewhere: { bias: 0.85, words: 2.58, nearOthers: 9.57, nearTopics: 6.66, coverage: 3.79, smoothing: 3000 },
}

/**
 * When a topic is the answer. Shares of what was asked that it must have: where the question names something of AWS,
 * where it names what may be (a server, a function), where it names nothing; less than `near`, and it is not known.
 * `certainty`: how high its score and its lead over the second must be together, `likelihood`: to be told first, with
 * the second below it. At 2.4 and 1.2, of 100 questions of test/knowledge 74 get one certain answer and 0.4 a wrong one;
 * of 328 that strangers wrote 246 get one, 76 two in this order and 6 the nearest two. `goingOn`: of what goes on from another.
 * `elsewhere`: how much it must be like other things where a topic is certain.
 */
export const sure = {
  coverage: 0.3,
  unnamed: 0.9,
  near: 0.38,
  halfTrade: 0.5,
  withoutTrade: 0.6,
  certainty: 2.4,
  likelihood: 1.2,
  likelyCoverage: 0.45,
  goingOn: 0.6,
  elsewhere: 1.5,
}
