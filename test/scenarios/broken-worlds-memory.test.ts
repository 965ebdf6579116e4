import { describe, it } from 'vitest'
import { writeOutOfMemory } from '../../src/playground/world/aws-consoles.ts'
import { expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

/** Its CloudWatch agent measures it so, for three hours. */
const agent =
  (memoryPercent: number, dimensions: Record<string, string> = {}) =>
  ({ web, ago }: InstanceScene) => {
    web.agent = dimensions
    web.load = [{ since: ago('190m'), memoryPercent }]
  }

const worlds: readonly World[] = [
  {
    it: 'its memory is full, as its agent tells',
    ask: '@windlass web-1 is laggy since this morning, why?',
    world: instanceWorld({}, agent(97)),
    line: 'web-1 has hardly any memory left: # % of its 8 GiB of memory is in use, since <time>, 3 h ago.',
    shows: ['mem_used_percent above 85 % from then on (CloudWatch)'],
    offers: 'How to choose a type',
  },
  {
    it: 'the same, with an agent that names its image and its type too',
    ask: '@windlass performance of web-1 is terrible',
    world: instanceWorld({}, agent(94, { ImageId: 'ami-0aaaaaaaaaaaaaaaa', InstanceType: 'm7g.large' })),
    line: 'web-1 has hardly any memory left: # % of its 8 GiB of memory is in use, since <time>, 3 h ago.',
    shows: ['mem_used_percent above 85 % from then on (CloudWatch)'],
    offers: 'Console output',
  },
  {
    it: 'its memory is fine: its agent tells, and nothing is found',
    ask: '@windlass why is web-1 so sluggish?',
    world: instanceWorld({}, agent(41)),
    line: 'Nothing that Windlass can read says why web-1 is slow: it is ● running.',
    shows: ['memory 41 % lately, 41 % at most (CloudWatch)'],
    offers: 'How to see memory',
  },
  {
    it: 'it ran out of memory once, and has enough now',
    ask: '/ec2 why web-1 --about slow',
    world: instanceWorld({}, (scene) => {
      agent(41)(scene)
      writeOutOfMemory(scene.web, { at: scene.ago('24m'), now: scene.ago('1m') })
    }),
    line: /^web-1 ran out of memory: .* and its kernel ended a program\. Now # % of it is in use\.$/,
    shows: ['Out of memory'],
    offers: 'Console output',
  },
  {
    it: 'nothing measures its memory, which is said',
    ask: '@windlass why does web-1 hang?',
    world: instanceWorld({}),
    line: 'Nothing that Windlass can read says why web-1 is slow: it is ● running.',
    shows: ['CPU'],
    offers: 'How to see memory',
    unread: 'Its memory was not measured: AWS sees it only where a CloudWatch agent in it publishes mem_used_percent.',
  },
]

describe('the memory of an instance that is slow', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
