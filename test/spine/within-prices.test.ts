import { expect, it } from 'vitest'
import type { Place } from '../../src/core/place.ts'
import { pricesWithin } from '../../src/spine/within-prices.ts'
import { frankfurt } from '../fixtures/values.ts'

it('asks for prices only by a role that the person may read with', async () => {
  const asked: Place[] = []
  const price = { dollars: 0.1, checked: '2026-11-23', isLive: true }
  const prices = pricesWithin(
    {
      async findInstancePrices({ place }) {
        asked.push(place)
        return new Map([['t3.small', price]])
      },
    },
    { allowed: [frankfurt] },
  )
  const find = (place: Place) => prices.findInstancePrices({ place, region: 'us-east-1', types: ['t3.small'] })
  expect(await find(frankfurt)).toEqual(new Map([['t3.small', price]]))
  expect(await find({ ...frankfurt, region: 'us-east-1' })).toEqual(new Map())
  expect(await find({ account: 'sandbox', accountId: '444455556666', region: 'eu-central-1' })).toEqual(new Map())
  expect(asked).toEqual([frankfurt])
})
