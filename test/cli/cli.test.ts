import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { selfSigned } from '../aws/self-signed.ts'
import { openStage } from '../scenarios/stage.ts'
import { role, run, slack } from './running.ts'

const changeRole = 'arn:aws:iam::111122223333:role/WindlassChange'

describe('check', () => {
  it('says every problem at once and where to get what is missing', async () => {
    const { code, said } = await run('check')
    expect(code).toBe(1)
    expect(said).toMatch(/^4 settings are not right:/)
    expect(said).toContain('https://api.slack.com/apps')
  })

  it('reads .env, lets the environment win, and shows no secret', async () => {
    const dotenv = `SLACK_BOT_TOKEN=xoxb-from-file\nSLACK_APP_TOKEN=xapp-secret\nWINDLASS_READ_ROLE_ARN=${role}\nAWS_REGION=eu-west-1\n`
    const { code, said } = await run('check', { AWS_REGION: 'us-east-1' }, { '.env': dotenv })
    expect(code).toBe(0)
    expect(said).toContain('"us-east-1"')
    expect(said).not.toMatch(/from-file|secret/)
  })

  it('shows neither the password of a proxy nor an external id', async () => {
    const organisation = `accounts: [{name: a, id: "111122223333", regions: [eu-west-1], roles: {read: "${role}"}, externalId: ext-secret}]`
    const { said } = await run(
      'check',
      { ...slack, HTTPS_PROXY: 'http://user:hunter2@proxy:3128' },
      { 'windlass.yaml': organisation },
    )
    expect(said).toContain('proxy:3128')
    expect(said).not.toMatch(/hunter2|ext-secret/)
  })

  it('says that the file which was named is not there', async () => {
    expect(await run('check', { ...slack, WINDLASS_CONFIG: 'other.yaml' })).toEqual({
      code: 1,
      said: expect.stringContaining('WINDLASS_CONFIG names other.yaml, and there is no such file.'),
    })
  })
})

describe('certificate authorities of one’s own', () => {
  const small = { ...slack, WINDLASS_READ_ROLE_ARN: role, AWS_REGION: 'us-east-1' }
  const { cert } = selfSigned

  it.each([
    ['is not there', {}],
    ['has no certificate in it', { 'ca.pem': selfSigned.key }],
    [
      'has a certificate in it that cannot be read, number 2 of 2',
      { 'ca.pem': `${cert}\n${cert.replace('MIIB', 'MIIC')}` },
    ],
  ])('a file that %s is refused, by check and by start', async (problem, files) => {
    for (const subcommand of ['check', 'start']) {
      const { code, said } = await run(subcommand, { ...small, NODE_EXTRA_CA_CERTS: 'ca.pem' }, files)
      expect(code).toBe(1)
      expect(said).toMatch(/NODE_EXTRA_CA_CERTS: ".*ca\.pem" /)
      expect(said).toContain(`${problem}.\n    It is the path of a PEM file`)
    }
  })

  it('are said to be wrong beside everything else', async () => {
    const { said } = await run('check', { ...small, AWS_REGION: 'nowhere', NODE_EXTRA_CA_CERTS: 'ca.pem' })
    expect(said).toMatch(/^2 settings are not right:/)
  })

  it('are trusted, also where .env names them', async () => {
    const before = getCACertificates('default')
    onTestFinished(() => setDefaultCACertificates(before))
    const dotenv = 'NODE_EXTRA_CA_CERTS=ca.pem\n'
    expect((await run('check', { ...small }, { 'ca.pem': cert, '.env': dotenv })).code).toBe(0)
    expect(getCACertificates('default').map((each) => each.trim())).toContain(cert)
  })
})

describe('a folder of policies', () => {
  const organisation = `accounts: [{name: a, id: "111122223333", regions: [eu-west-1], roles: {read: "${role}"}}]\npolicies: ./here`

  it('must be there', async () => {
    const { code, said } = await run('check', { ...slack }, { 'windlass.yaml': organisation })
    expect(code).toBe(1)
    expect(said).toMatch(/policies: ".*here" is not a folder that is there/)
  })
})

describe('start', () => {
  it('is refused beside a Windlass on the same store', async () => {
    const stage = await openStage()
    const env = { ...slack, SLACK_API_URL: stage.slack.apiUrl, WINDLASS_READ_ROLE_ARN: role, AWS_REGION: 'us-east-1' }
    const { code, said } = await run('start', { ...env, WINDLASS_STATE: stage.config.stateFolder })
    expect(code).toBe(1)
    expect(said).toContain('Another Windlass is running on the store')
  })

  it('is refused without a role to read with, saying how to make one', async () => {
    const { code, said } = await run('start', { ...slack, AWS_REGION: 'us-east-1' })
    expect(code).toBe(1)
    expect(said).toContain('WINDLASS_READ_ROLE_ARN is not set, and there is no windlass.yaml')
    expect(said).toContain('npm start -- iam')
  })
})

describe('iam', () => {
  it('prints what the configured roles must trust and allow: what the commands declare, and nothing else', async () => {
    const { said } = await run('iam', { ...slack, WINDLASS_READ_ROLE_ARN: role, AWS_REGION: 'us-east-1' })
    expect(said).toContain(role)
    expect(said).toContain('sts:SetSourceIdentity')
    const permissions = JSON.parse(said.slice(said.lastIndexOf('\n{')))
    expect(permissions.Statement[0].Action).toEqual([
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:DescribeAutoScalingInstances',
      'autoscaling:DescribeScalingActivities',
      'cloudtrail:LookupEvents',
      'cloudwatch:GetMetricData',
      'ec2:DescribeAddresses',
      'ec2:DescribeImages',
      'ec2:DescribeInstanceAttribute',
      'ec2:DescribeInstanceStatus',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeInstances',
      'ec2:DescribeNetworkAcls',
      'ec2:DescribeRouteTables',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSpotInstanceRequests',
      'ec2:DescribeVolumes',
      'ec2:GetConsoleOutput',
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
      'lambda:GetAccountSettings',
      'lambda:GetFunction',
      'lambda:GetFunctionConfiguration',
      'lambda:GetPolicy',
      'lambda:ListAliases',
      'lambda:ListEventSourceMappings',
      'lambda:ListFunctionUrlConfigs',
      'lambda:ListFunctions',
      'lambda:ListProvisionedConcurrencyConfigs',
      'lambda:ListTags',
      'lambda:ListVersionsByFunction',
      'logs:FilterLogEvents',
      'pricing:GetProducts',
      'sts:DecodeAuthorizationMessage',
    ])
  })

  it('prints what the change role must allow, and trust under the person’s name', async () => {
    const settings = { WINDLASS_READ_ROLE_ARN: role, AWS_REGION: 'us-east-1', WINDLASS_CHANGE_ROLE_ARN: changeRole }
    const { said } = await run('iam change', { ...slack, ...settings })
    expect(said).toContain('ec2:StopInstances')
    expect(said).toContain('kms:CreateGrant')
    expect(said).not.toContain('"*:*"')
  })
})

describe('the folder of the store', () => {
  const small = { ...slack, WINDLASS_READ_ROLE_ARN: role, AWS_REGION: 'us-east-1' }

  it.each([
    ['file', /file is a file, and the store needs a folder/],
    ['none/state', /There is no folder .*none to make/],
  ])('that cannot be (%s) is said by check and by start', async (name, sentence) => {
    const folder = mkdtempSync(join(tmpdir(), 'windlass-cli-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'file'), '')
    const env = { ...small, WINDLASS_STATE: join(folder, name) }
    expect(await run('check', env)).toEqual({ code: 1, said: expect.stringMatching(sentence) })
    expect(await run('start', env)).toEqual({ code: 1, said: expect.stringMatching(sentence) })
  })

  it('with something else in it is not written over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'windlass-cli-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'windlass.db'), 'not a database, but long enough to be looked at as one'.repeat(20))
    const { said } = await run('start', { ...small, WINDLASS_STATE: folder })
    expect(said).toContain('cannot be read as a store of Windlass')
  })
})

describe('anything else', () => {
  it.each([
    ['chek', 'chek is not a subcommand. Did you mean check?'],
    ['frobnicate', 'frobnicate is not a subcommand.'],
    ['check --liv', '--liv is not an option of check. Did you mean --live?'],
  ])('%s', async (words, sentence) => {
    const { code, said } = await run(words)
    expect(code).toBe(2)
    expect(said).toContain(sentence)
  })

  it('manifest --url wants an address that Slack can reach', async () => {
    expect((await run('manifest --url http://x')).said).toContain('It starts with https://')
    expect((await run('manifest --url https://x.example/slack/events')).said).toContain('request_url')
  })
})

describe('iam before there is a Slack app', () => {
  const organisation = `accounts: [{name: production, id: "111122223333", regions: [eu-west-1], roles: {read: "${role}"}, externalId: ext-1}]`

  it('reads the organisation alone', async () => {
    const { said } = await run('iam trust production', {}, { 'windlass.yaml': organisation })
    expect(JSON.parse(said).Statement[0].Condition).toEqual({ StringEquals: { 'sts:ExternalId': 'ext-1' } })
  })

  it('says what is wrong with it instead of printing something weaker', async () => {
    const { code, said } = await run('iam', {}, { 'windlass.yaml': organisation.replace('externalId', 'externalid') })
    expect(code).toBe(1)
    expect(said).toContain('Did you mean externalId?')
  })
})

describe('iam with the name of a document', () => {
  const principal = 'arn:aws:iam::111122223333:user/windlass'

  it('prints it alone, as JSON', async () => {
    const trust = JSON.parse((await run(`iam trust --principal ${principal}`)).said)
    expect(trust.Statement.map((each: { Principal: unknown }) => each.Principal)).toEqual([
      { AWS: principal },
      { AWS: principal },
    ])
    expect(JSON.parse((await run('iam own')).said).Statement[0].Action).toContain('sts:AssumeRole')
  })

  it.each([
    ['iam raed', 'raed is none of the documents.'],
    ['iam trust nowhere', 'nowhere is not a configured account.'],
  ])('%s is refused', async (words, sentence) => {
    const { code, said } = await run(words)
    expect(code).toBe(1)
    expect(said).toContain(sentence)
  })
})
