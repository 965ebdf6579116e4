import { type Aws, createAws } from '../aws/aws.ts'
import type { Config } from '../config/config.ts'
import { UserError } from '../core/errors.ts'
import { placeName, placesOf } from '../core/place.ts'
import { createLog } from '../log.ts'
import { createSealer } from '../sealer.ts'
import { createSlack } from '../slack/slack.ts'
import { findFolderProblem } from '../store/folder.ts'
import { system } from '../system.ts'
import { describeProblems, loadConfig } from './load-config.ts'
import type { Process } from './process.ts'

/** Validates the settings and prints what they mean, secrets left out; with `--live` it asks Slack and AWS too. */
export async function check(process: Process): Promise<number> {
  const result = loadConfig(process)
  if (!result.ok) {
    process.complain(describeProblems(result.problems))
    return 1
  }
  process.print(JSON.stringify(redacted(result.config), null, 2))
  const folderProblem = findFolderProblem(result.config.stateFolder)
  if (folderProblem !== undefined) {
    process.complain(`\n${folderProblem} WINDLASS_STATE names the folder of the store.`)
    return 1
  }
  if (!process.words.includes('--live')) {
    process.print('\nThe settings are complete. `npm start -- check --live` also asks Slack and AWS.')
    return 0
  }
  const log = createLog({ level: 'error', write: (line) => process.complain(line.trimEnd()) })
  const slackIsRight = await checkSlack(result.config, { log, process })
  const awsIsRight = await checkAws(result.config, { log, process })
  return slackIsRight && awsIsRight ? 0 : 1
}

function redacted({ slack, accounts, ...rest }: Config) {
  const { transport } = slack
  const shown =
    transport.kind === 'socket' ? { ...transport, appToken: 'xapp-…' } : { ...transport, signingSecret: '…' }
  const proxyUrl = slack.proxyUrl?.replace(/\/\/[^@/]*@/, '//…@')
  return {
    slack: { ...slack, botToken: 'xoxb-…', transport: shown, proxyUrl },
    accounts: accounts.map(({ externalId, ...account }) => ({
      ...account,
      ...(externalId === undefined ? {} : { externalId: '…' }),
    })),
    ...rest,
  }
}

type Asking = { readonly log: ReturnType<typeof createLog>; readonly process: Process }

async function checkSlack({ slack }: Config, { log, process }: Asking): Promise<boolean> {
  const edge = createSlack({ ...slack, log, system, seal: createSealer(slack.botToken).seal })
  try {
    const { teamName, missingScopes } = await edge.check()
    process.print(`\n${missingScopes.length === 0 ? '✓' : '✕'} Slack: connected to ${teamName}.`)
    if (missingScopes.length === 0) return true
    const whoAdds =
      'Whoever manages the Slack app adds them under OAuth & Permissions, or pastes manifest.yml, and installs it anew.'
    process.print(`    The app lacks the scopes ${missingScopes.join(', ')}. ${whoAdds}`)
    return false
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.print(`\n✕ Slack: ${error.message} ${error.hint ?? ''}`)
    return false
  } finally {
    await edge.stop()
  }
}

// Nobody's Slack ids: this is who CloudTrail names for the check.
const checker = { team: 'T00000000', user: 'UCHECK' }

async function checkAws(config: Config, { log, process }: Asking): Promise<boolean> {
  const { accounts, model, slack } = config
  const aws = createAws({ accounts, model, now: system.now, log, sealer: createSealer(slack.botToken) })
  const [modelIsRight, ...checks] = await Promise.all([
    checkModel(config, aws, process),
    ...placesOf(accounts).map((place) => aws.checkPlace(place, checker)),
  ])
  aws.close()
  for (const { place, found, problems } of checks) {
    const count = found === undefined ? '' : `: ${found.instances}${found.isAll ? '' : ' or more'} instances`
    process.print(`${problems.length === 0 ? '✓' : '✕'} AWS: ${placeName(place)}${count}`)
    for (const { message } of problems) process.print(`    ${message}`)
  }
  return modelIsRight && checks.every(({ problems }) => problems.length === 0)
}

/** One token of an answer, asked for as every answer is. */
async function checkModel({ model }: Config, aws: Aws, process: Process): Promise<boolean> {
  if (model === undefined) return true
  const parts = [{ kind: 'text', text: 'Say yes.' }] as const
  const request = {
    system: 'You are asked for a test.',
    messages: [{ role: 'user', parts }],
    tools: [],
    mostTokens: 1,
  } as const
  const name = `Bedrock: ${model.id} in ${model.account}, ${model.region}`
  try {
    await aws.modelFor(checker)?.converse(request, { text: () => {}, signal: new AbortController().signal })
    process.print(`✓ ${name}`)
    return true
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.print(`✕ ${name}\n    ${error.message} ${error.hint ?? ''}`.trimEnd())
    return false
  }
}
