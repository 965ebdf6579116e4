import { changeCommand } from '../../core/command.ts'
import { reasonParameter } from '../../core/lambda/change-parameters.ts'
import { functionParameters, lookingActions } from '../../core/lambda/parameters.ts'
import { changeOf } from '../../core/lambda/plan-function.ts'
import { wholeNumber } from '../../core/number.ts'
import type { Parsed } from '../../core/parsed.ts'
import { lookAtConcurrency } from './concurrency-look.ts'
import { actions, planConcurrency } from './concurrency-plan.ts'

export const lambdaConcurrency = changeCommand({
  words: ['lambda', 'concurrency'],
  about: 'Limit how often a function runs at once, or keep some of it ready',
  examples: [
    'order-intake --reserved 50',
    'order-intake --reserved none',
    'order-intake --provisioned 10 --qualifier live',
  ],
  parameters: {
    ...functionParameters,
    reserved: {
      kind: 'option',
      about: 'kept for it alone, and the most that run at once; 0 stops every call, none takes the limit away',
      placeholder: '50',
      parse: (word) => countOrNone(word, 0),
    },
    provisioned: {
      kind: 'option',
      about: 'kept ready for a version or an alias, so that no call waits for a start; none ends that',
      placeholder: '10',
      parse: (word) => countOrNone(word, 1),
    },
    qualifier: {
      kind: 'option',
      about: 'the alias or version that --provisioned is for',
      placeholder: 'live',
      parse: parseQualifier,
    },
    reason: reasonParameter,
  },
  aws: { read: lookingActions, change: Object.values(actions) },
  repeat: 'safe',
  isFinal: false,
  wording: { ask: 'Change', doing: 'Changing', done: 'Changed', noun: 'concurrency', part: 'the concurrency of' },
  takesMs: { usually: 2 * 60_000, atMost: 15 * 60_000 },
  plan: planConcurrency,
  apply: (step, target, { lambda }) => lambda.changeFunction(target, changeOf(step)),
  look: lookAtConcurrency,
})

function countOrNone(word: string, least: number): Parsed<number | 'none'> {
  if (word.toLowerCase() === 'none') return { ok: true, value: 'none' }
  const read = wholeNumber(word, { least, most: 999_999_999 })
  if (read.ok) return read
  if (word === '0') return { ok: false, message: 'To keep none ready, write --provisioned none.' }
  return { ok: false, message: `${word} is not a whole number. Write one, like 50, or none.` }
}

// Lambda API, PutProvisionedConcurrencyConfig: of the newest code there is none.
function parseQualifier(word: string): Parsed<string> {
  if (/^[a-zA-Z0-9-_]{1,128}$/.test(word)) return { ok: true, value: word }
  return { ok: false, message: `${word} is neither the name of an alias (live) nor a published version (3).` }
}
