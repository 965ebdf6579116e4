import { createKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadTopics, topicsFolder } from '../../src/knowledge/load.ts'
import { type Asked, isNear, isOutside, isWhole, missesOf, readGroups, readHeldOut } from './score.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const { topics, problems } = loadTopics([topicsFolder])
for (const { setting, problem, help } of problems) print(`${setting} ${problem}. ${help}`)
const knowledge = createKnowledge(topics)

/** The names of groups; `held-out` shows its misses only when it is asked for, so that nobody tunes on them. */
const wanted = process.argv.slice(2)
for (const group of [...readGroups(), readHeldOut()]) {
  if (wanted.length > 0 && !wanted.includes(group.name.replace(' ', '-'))) continue
  const started = performance.now()
  const misses = missesOf(group, knowledge)
  const ms = (performance.now() - started) / group.questions.length
  const right = group.questions.length - misses.length
  const rate = ((100 * right) / group.questions.length).toFixed(1)
  const wrong = misses.filter(({ isWrong }) => isWrong).length
  const size = `${right} of ${group.questions.length}`
  print(`${group.name}: ${size}, ${rate} %, ${wrong} wrong, ${ms.toFixed(2)} ms each`)
  if (group.name === 'held out' && !wanted.includes('held-out')) continue
  for (const { asked, found } of misses)
    print(`  ${asked.ask} → ${found}${isOutside(asked) ? '' : `, not ${asked.topic}`}`)
}

const inside = readGroups().flatMap(({ questions }) => questions.filter((each) => !isOutside(each)))
const rateOf = (is: typeof isNear) => {
  const held = inside.filter((asked: Asked) => is(asked, knowledge.find(asked.ask, asked.before)))
  return ((100 * held.length) / inside.length).toFixed(1)
}
print(
  `Of ${inside.length} questions that a topic answers, ${rateOf(isWhole)} % are told the right one as a whole, ${rateOf(isNear)} % have it among what is told.`,
)
