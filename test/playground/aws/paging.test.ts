import { paginateDescribeInstances } from '@aws-sdk/client-ec2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Call } from '../../../src/playground/aws/action.ts'
import { createAgenda } from '../../../src/playground/aws/agenda.ts'
import { pageOf } from '../../../src/playground/aws/ec2/page.ts'
import { createIdentities } from '../../../src/playground/aws/identity.ts'
import { createLambdas } from '../../../src/playground/aws/lambda/lambdas.ts'
import { emptyPlace } from '../../../src/playground/aws/world.ts'
import { awsWorld } from '../../../src/playground/world/aws.ts'
import { botCredentials } from '../../../src/playground/world/aws-access.ts'
import { fillPlace } from '../../../src/playground/world/aws-many.ts'
import { namesOf, noon, startedAws } from './simulation.ts'

test('the pages of any size put together are the list, each item once', () => {
  const call = someCall()
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 60 }), fc.integer({ min: 5, max: 70 }), (list, MaxResults) => {
      const seen: number[] = []
      let NextToken: string | undefined
      do {
        const page = pageOf(list, { MaxResults, NextToken }, { call, bounds: [5, 1000] })
        expect(page.items.length).toBeLessThanOrEqual(MaxResults)
        seen.push(...page.items)
        ;({ NextToken } = page)
      } while (NextToken !== undefined)
      expect(seen).toEqual(list)
    }),
  )
})

test("the SDK's paginator walks a thousand instances to the end", async () => {
  const { reader, aws } = await startedAws()
  fillPlace(aws.world, 1000, { account: '111122223333', region: 'eu-west-1', now: noon })
  const client = await reader('production', 'eu-west-1')
  const names: string[] = []
  let pages = 0
  for await (const page of paginateDescribeInstances({ client, pageSize: 300 }, {})) {
    pages += 1
    names.push(...namesOf(page))
  }
  expect(pages).toBe(4)
  expect(new Set(names).size).toBe(1000)
})

function someCall(): Call {
  const world = awsWorld(noon)
  const identities = createIdentities(world)
  const caller = identities.findKey(botCredentials.accessKeyId)?.caller
  if (caller === undefined) throw new Error('the bot has no key')
  const agenda = createAgenda()
  const lambdas = createLambdas({ now: () => noon, sleep: () => Promise.resolve() })
  const known = { world, agenda, identities, lambdas, requestId: 'request-1', caller }
  return { ...known, region: 'eu-central-1', place: emptyPlace(), now: noon }
}
