import { describe, expect, it } from 'vitest'
import { targetOf } from '../../../src/core/ec2/target.ts'
import { anInstance, frankfurt, production, sandbox } from '../../fixtures/values.ts'

const organisation = {
  accounts: [production, sandbox],
  tagKeys: { owner: 'owner', environment: 'env' },
  production: ['prod', 'production'],
}
const inSandbox = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

describe('the target that an instance is', () => {
  it.each([
    { place: frankfurt, env: undefined, environment: 'production', isProduction: true },
    { place: frankfurt, env: 'dev', environment: 'production', isProduction: true },
    { place: inSandbox, env: 'dev', environment: 'dev', isProduction: false },
    { place: inSandbox, env: 'Prod', environment: 'Prod', isProduction: true },
    { place: inSandbox, env: undefined, environment: undefined, isProduction: false },
  ])(
    'counts as its account says, else as its tag: $place.account, $env',
    ({ place, env, environment, isProduction }) => {
      const instance = anInstance({ place, tags: env === undefined ? {} : { env } })
      expect(targetOf(instance, organisation)).toMatchObject({ environment, isProduction })
    },
  )

  it('is called by its id where its name cannot be seen', () => {
    const instance = anInstance({ name: '\u200b', tags: { owner: 'ada' } })
    expect(targetOf(instance, organisation)).toMatchObject({ name: instance.id, owner: 'ada' })
  })
})
