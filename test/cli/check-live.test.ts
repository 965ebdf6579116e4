import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../src/playground/aws/iam/policy.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { system } from '../../src/system.ts'
import { setStage, tokens } from '../scenarios/stage.ts'
import { run, slack } from './running.ts'

describe('check --live', () => {
  const organisation = {
    accounts: awsAccounts.map(({ name, id, regions, roles: { read }, externalId }) => ({
      name,
      id,
      regions,
      roles: { read },
      externalId,
    })),
  }
  const live = (stage: Awaited<ReturnType<typeof setStage>>, more: object = {}) =>
    run(
      'check --live',
      { ...slack, SLACK_API_URL: stage.slack.apiUrl, AWS_ENDPOINT_URL: stage.aws.url, ...keys },
      { 'windlass.yaml': JSON.stringify({ ...organisation, ...more }) },
    )
  const keys = { AWS_ACCESS_KEY_ID: botCredentials.accessKeyId, AWS_SECRET_ACCESS_KEY: botCredentials.secretAccessKey }

  it('opens a socket, assumes each role and reads a page in every Region', async () => {
    const { code, said } = await live(await setStage())
    expect(said).toContain('✓ Slack: connected to Harbour.')
    expect(said.match(/✓ AWS/g)).toHaveLength(7)
    expect(code).toBe(0)
  })

  it('says what is missing and who can add it', async () => {
    const stage = await setStage()
    const sandbox = stage.aws.world.accounts.find(({ name }) => name === 'sandbox')
    const statement = { Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }
    for (const each of sandbox?.roles ?? [])
      each.policies = [parsePolicy({ Version: '2012-10-17', Statement: [statement] })]
    const { code, said } = await live(stage)
    expect(code).toBe(1)
    expect(said).toMatch(/✕ AWS: sandbox, eu-west-1[^✓✕]*ec2:DescribeVolumes[^✓✕]*administrator/)
  })

  it.each([
    [[{ text: 'Yes' }, { stop: 'max_tokens' }] as const, 0, /✓ Bedrock: harbour\.model-1 in production, eu-central-1/],
    [
      [{ error: 'AccessDeniedException', message: 'no' }] as const,
      1,
      /✕ Bedrock: harbour\.model-1 in production, eu-central-1\n {4}Bedrock in production, eu-central-1 does not let[^✓✕]*administrator/,
    ],
  ])('asks the language model for one word: %j', async (said, code, sentence) => {
    const stage = await setStage({ world: { ...awsWorld(system.now()), model: () => said } })
    const model = { id: 'harbour.model-1', account: 'production', region: 'eu-central-1' }
    const checked = await live(stage, { model })
    expect(checked.said).toMatch(sentence)
    expect(checked.code).toBe(code)
  })

  it('says which of Slack’s tokens is wrong', async () => {
    const stage = await setStage()
    const wrong = {
      SLACK_BOT_TOKEN: 'xoxb-of-somebody-else',
      SLACK_APP_TOKEN: tokens.appToken,
      SLACK_API_URL: stage.slack.apiUrl,
    }
    const { said } = await run(
      'check --live',
      { ...wrong, AWS_ENDPOINT_URL: stage.aws.url, ...keys },
      { 'windlass.yaml': JSON.stringify(organisation) },
    )
    expect(said).toMatch(/✕ Slack: .*SLACK_BOT_TOKEN/)
  })
})
