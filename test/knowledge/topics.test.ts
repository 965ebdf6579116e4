import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Topic } from '../../src/core/asking/topic.ts'
import { scrub } from '../../src/core/scrub.ts'
import { plain } from '../../src/core/text.ts'
import { createKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadTopics, topicsFolder } from '../../src/knowledge/load.ts'
import { bodyText } from '../../src/knowledge/topic-text.ts'
import { normalise, wordsOf } from '../../src/knowledge/words.ts'

const { topics } = loadTopics([topicsFolder])
const knowledge = await createKnowledge(topics)

const find = async (question: string) => {
  const found = await knowledge.find(question)
  return found.kind === 'topic' ? found.topic.id : found.kind
}

describe('the topics', () => {
  // Everything that is sent is scrubbed: a sentence that reads like a secret would lose a part.
  it('say nothing that the scrubber takes for a secret', () => {
    const eaten = topics.flatMap((topic) => textsOf(topic).filter((each) => scrub(each) !== each))
    expect(eaten).toEqual([])
  })

  it('have 60 to 200 words', () => {
    const counts = topics.map((topic) => ({ id: topic.id, words: bodyText(topic).split(/\s+/).length }))
    expect(counts.filter(({ words }) => words < 60 || words > 200)).toEqual([])
  })

  it('do not begin with the brackets of their title once more', () => {
    const repeats = topics.filter(({ title, body: [first] }) => {
      const inBrackets = /\(.*\)/.exec(title)?.[0]
      return first?.kind === 'paragraph' && inBrackets !== undefined && plain(first.text).includes(inBrackets)
    })
    expect(repeats.map(({ id }) => id)).toEqual([])
  })

  it('share no wording: which of two was meant would not be known', () => {
    const owners = new Map<string, Set<string>>()
    for (const { id, questions } of topics)
      for (const question of questions) {
        const words = wordsOf(normalise(question)).join(' ')
        owners.set(words, (owners.get(words) ?? new Set()).add(id))
      }
    expect([...owners].filter(([, ids]) => ids.size > 1)).toEqual([])
  })
})

describe('in plain words', () => {
  it.each([
    ['what is STS?', 'sts'],
    ['what is s3', 's3'],
    ['what is SQS?', 'sqs'],
    ['what is RDS', 'rds'],
    ['what is Terraform', 'infrastructure-as-code'],
    ['blue green deployments of a monolith on ec2', 'deploy-to-ec2'],
    ['blue green deployment with lambda', 'weighted-aliases'],
    ['why do instances stop by themselves', 'why-an-instance-stops'],
    ['what is the max memory for lambda', 'lambda-memory-and-cpu'],
    ['how long can a lambda run', 'lambda-timeouts'],
    ['can lambda run 20 minutes', 'lambda-timeouts'],
    ['how much is a t3.medium per month', 'on-demand'],
    ['how many instances can I run', 'ec2-quotas'],
    ['image in Lambda', 'container-images'],
    ['image in EC2', 'amis'],
    ['how do I open port 80', 'security-groups'],
    ['how do I deploy my app to EC2', 'deploy-to-ec2'],
    ['is a security group free?', 'security-groups'],
  ])('%s is answered with %s', async (question, id) => {
    expect(await find(question)).toBe(id)
  })

  it.each([
    ['Permission denied (publickey).', 'error-ssh-publickey'],
    ['ubuntu@3.80.1.2: Permission denied (publickey,gssapi-keyex,gssapi-with-mic).', 'error-ssh-publickey'],
    ['ssh: connect to host 3.84.10.2 port 22: Connection timed out', 'error-ssh-timeout'],
    ['ssh: connect to host web-1.example.com port 22: Connection refused', 'error-ssh-timeout'],
    ['REPORT RequestId: 3f5e\tDuration: 3000.00 ms\tMemory Size: 128 MB\tStatus: timeout', 'error-timed-out'],
    ['REPORT RequestId: 3f5e\tDuration: 102.25 ms\tBilled Duration: 103 ms\tMemory Size: 128 MB', 'report-line'],
  ])('%s is explained by %s', async (pasted, id) => {
    expect(await find(pasted)).toBe(id)
  })
})

/** Without marks, and as the file has it. */
function textsOf(topic: Topic): string[] {
  const source = readFileSync(join(topicsFolder, `${topic.id}.md`), 'utf8')
  return [topic.title, bodyText(topic), ...topic.names, ...topic.questions, ...topic.codes, source]
}
