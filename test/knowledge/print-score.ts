import { createKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadTopics, topicsFolder } from '../../src/knowledge/load.ts'
import { isCertain, isOutside, isWrong, readGroups, readHeldOut, type Scored, scoreOf, shown } from './score.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const percent = (some: readonly unknown[], all: readonly unknown[]) =>
  `${((100 * some.length) / all.length).toFixed(1)} %`
const { topics, problems } = loadTopics([topicsFolder])
for (const { setting, problem, help } of problems) print(`${setting} ${problem}. ${help}`)
const knowledge = await createKnowledge(topics)

/** The names of groups; `held-out` shows its misses only when it is asked for, so that nobody tunes on them. */
const wanted = process.argv.slice(2)
const all: Scored[] = []
for (const group of [...readGroups(), readHeldOut()]) {
  const isHeldOut = group.name === 'held out'
  if (wanted.length > 0 && !wanted.includes(group.name.replace(' ', '-'))) continue
  // oxlint-disable-next-line no-await-in-loop -- one group after the other
  const scored = await scoreOf(group, knowledge)
  const held = scored.filter(({ isHeld }) => isHeld)
  print(
    `${group.name}: ${held.length} of ${scored.length}, ${percent(held, scored)}, ${scored.filter(isWrong).length} told wrongly for certain`,
  )
  if (!isHeldOut) all.push(...scored)
  if (isHeldOut && !wanted.includes('held-out')) continue
  for (const { asked, found } of scored.filter(({ isHeld }) => !isHeld))
    print(`  ${asked.ask} → ${shown(found)}${isOutside(asked) ? '' : `, not ${asked.topic}`}`)
}

const inside = all.filter(({ asked }) => !isOutside(asked))
if (inside.length > 0)
  print(
    `Of ${inside.length} questions that a topic answers, ${percent(
      inside.filter(({ isHeld }) => isHeld),
      inside,
    )} are told what was needed, ${percent(inside.filter(isCertain), inside)} as one certain answer; ${percent(inside.filter(isWrong), inside)} are told something else for certain.`,
  )
