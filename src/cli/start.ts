import { once } from 'node:events'
import { createApp } from '../app.ts'
import { createLog } from '../log.ts'
import { giveBackMemory } from '../memory.ts'
import { system } from '../system.ts'
import { describeProblems, loadConfig } from './load-config.ts'
import { loadPolicies } from './load-policies.ts'
import type { Process } from './process.ts'

/** Runs the bot until the process is told to stop. */
export async function start(process: Process): Promise<number> {
  const startedAt = system.now()
  const result = loadConfig(process)
  if (!result.ok) {
    process.complain(describeProblems(result.problems))
    return 1
  }
  const log = createLog({ level: 'info', write: (line) => process.print(line.trimEnd()) })
  const { config } = result
  const policies = config.policies === undefined ? undefined : await loadPolicies(config.policies)
  const app = await createApp(config, { system, log, policies })
  const stopped = once(process.stopping, 'abort').then(() => undefined)
  const started = await Promise.race([app.start(), stopped]).catch(async (error: unknown) => {
    await app.stop()
    throw error
  })
  if (started === undefined) {
    await app.stop()
    return 0
  }
  const { teamName, warm } = started
  void warm.then(giveBackMemory)
  log.info(
    { workspace: teamName, transport: config.slack.transport.kind, afterMs: system.now() - startedAt },
    'Windlass is connected',
  )
  await stopped
  log.info({}, 'Windlass is stopping')
  await app.stop()
  return 0
}
