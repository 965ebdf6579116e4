import { onTestFinished } from 'vitest'
import { type Aws, createAws } from '../../src/aws/aws.ts'
import type { ModelTimes } from '../../src/aws/bedrock.ts'
import type { Log } from '../../src/core/log.ts'
import type { ModelRequest, ModelSettings } from '../../src/core/model.ts'
import type { ModelScript } from '../../src/playground/aws/bedrock/script.ts'
import { startAws } from '../../src/playground/aws/organisation.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { withSessions } from './function-answers.ts'
import { type Reply, startStub } from './stub.ts'
import { ada, sealer, silentLog, useEndpoint } from './surroundings.ts'

export const noon = Date.UTC(2026, 10, 23, 12)
export const settings: ModelSettings = {
  id: 'eu.vendor.words-1:0',
  account: 'staging',
  region: 'eu-central-1',
  tokensPerDay: 1000,
  dollarsPerDay: undefined,
  prices: undefined,
  guardrail: undefined,
}
export const request: ModelRequest = {
  system: 'Be brief.',
  messages: [{ role: 'user', parts: [{ kind: 'text', text: 'Why?' }] }],
  tools: [{ name: 'look', about: 'Looks.', input: { type: 'object' } }],
  mostTokens: 300,
}

type Options = { readonly model?: Partial<ModelSettings>; readonly modelTimes?: ModelTimes; readonly log?: Log }

function edgeAt(url: string, { model, log = silentLog, ...rest }: Options) {
  useEndpoint(url)
  process.env['AWS_ACCESS_KEY_ID'] = botCredentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = botCredentials.secretAccessKey
  const common = { accounts: awsAccounts, now: () => noon, log, sealer }
  const aws = createAws({ ...common, model: { ...settings, ...model }, ...rest })
  onTestFinished(() => aws.close())
  return aws
}

/** Windlass's edge, and a simulated organisation whose models follow the script. */
export async function withModel(model: ModelScript, options: Options = {}) {
  const simulation = await startAws({ world: { ...awsWorld(noon), model }, clock: { now: () => noon } })
  onTestFinished(() => simulation.close())
  const aws = edgeAt(simulation.url, options)
  await aws.warmUp()
  const asked = () => simulation.calls.filter(({ action }) => action === 'ConverseStream')
  return { simulation, aws, asked, ...asker(aws) }
}

/** The same with a stub that answers whatever the test says. */
export async function withReply(reply: Reply, options: Options = {}) {
  const stub = await startStub(withSessions(() => reply))
  onTestFinished(() => stub.close())
  const aws = edgeAt(stub.url, options)
  await aws.warmUp()
  return { stub, ...asker(aws) }
}

function asker(aws: Aws) {
  const pieces: string[] = []
  const converse = (given: Partial<ModelRequest> = {}, signal = new AbortController().signal) => {
    const model = aws.modelFor(ada)
    if (model === undefined) throw new Error('no model')
    return model.converse({ ...request, ...given }, { text: (piece) => pieces.push(piece), signal })
  }
  const failure = (signal?: AbortSignal) => converse({}, signal).then(String, (error: unknown) => error)
  return { pieces, converse, failure }
}
