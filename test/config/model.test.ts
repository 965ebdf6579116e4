import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { problemSentence } from '../../src/config/problem.ts'

const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const role = 'arn:aws:iam::111122223333:role/WindlassRead'

function read(lines: string) {
  const account = `accounts: [{name: shop, id: "111122223333", regions: [eu-west-1], roles: {read: "${role}"}}]`
  return readConfig(env, { path: 'windlass.yaml', folder: '/etc/windlass', text: `${account}\n${lines}` })
}

function problems(lines: string): string[] {
  const result = read(lines)
  return result.ok ? [] : result.problems.map((problem) => `${problemSentence(problem)} ${problem.help}`)
}

const settings = (more = '') => `model: { id: eu.vendor.words-1:0, account: shop, region: eu-central-1${more} }`

describe('the block model', () => {
  it('is not there where nobody wrote it', () => {
    const result = read('')
    expect(result.ok && result.config.model).toBeUndefined()
    expect(result.ok && Object.keys(result.config)).toContain('model')
  })

  it('names a model, with a limit where none is given', () => {
    const result = read(settings())
    expect(result.ok && result.config.model).toEqual({
      id: 'eu.vendor.words-1:0',
      account: 'shop',
      region: 'eu-central-1',
      tokensPerDay: 100_000,
      dollarsPerDay: undefined,
      prices: undefined,
      guardrail: undefined,
    })
  })

  it('says what it costs, what may be spent, and what guards it', () => {
    const result = read(
      settings(
        ', tokensPerDay: 5000, dollarsPerDay: 0.5, prices: { input: 0.003, output: 0.015 }, guardrail: { id: gr1, version: 2 }',
      ),
    )
    expect(result.ok && result.config.model).toMatchObject({
      tokensPerDay: 5000,
      dollarsPerDay: 0.5,
      prices: { input: 0.003, output: 0.015 },
      guardrail: { id: 'gr1', version: '2' },
    })
  })

  it('may be the ARN of a profile', () => {
    const arn = 'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/abc123'
    const result = read(`model: { id: "${arn}", account: shop, region: eu-central-1 }`)
    expect(result.ok && result.config.model?.id).toBe(arn)
  })

  it.each([
    ['model: { account: shop, region: eu-central-1 }', 'model.id is missing'],
    ['model: { id: a b, account: shop, region: eu-central-1 }', 'model.id: "a b" is not the id of a model'],
    ['model: { id: a, account: shp, region: eu-central-1 }', 'is none of the accounts. Did you mean shop?'],
    ['model: { id: a, account: other, region: eu-central-1 }', 'model.account: "other" is none of the accounts.'],
    ['model: { id: a, account: shop, region: eu-centrl-1 }', 'is not a Region. Did you mean eu-central-1?'],
    ['model: { id: a, account: shop }', 'model.region is missing'],
    [settings(', tokensPerDay: 0'), 'model.tokensPerDay: 0 must be at least 1'],
    [settings(', tokensPerDay: 1.5'), 'model.tokensPerDay: 1.5 must be a whole number'],
    [settings(', dollarsPerDay: 2'), 'model.dollarsPerDay: 2 needs prices'],
    [settings(', dollarsPerDay: 0, prices: { input: 1, output: 1 }'), 'dollarsPerDay: 0 must be more than 0'],
    [settings(', prices: { input: -1, output: 1 }'), 'model.prices.input: -1 must not be negative'],
    [settings(', prices: { input: 1 }'), 'model.prices.output must be a number of US dollars'],
    [settings(', guardrail: { id: gr1 }'), 'model.guardrail.version'],
    [settings(', guardrail: { id: gr1, version: newest }'), '"newest" is not a version'],
    [settings(', tokenPerDay: 5'), 'model.tokenPerDay is not a setting. Did you mean tokensPerDay?'],
    [settings(', prices: { input: 1, ouput: 1 }'), 'model.prices.ouput is not a setting. Did you mean output?'],
    ['tokensPerDay: 5', 'tokensPerDay is not a setting. It belongs under model.'],
    ['modle: {}', 'modle is not a setting. Did you mean model?'],
    ['model: yes', 'model: "yes" must be a group of settings'],
  ])('refuses %s', (lines, says) => {
    expect(problems(lines).join('\n')).toContain(says)
  })
})
