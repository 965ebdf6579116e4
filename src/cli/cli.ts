import { UserError } from '../core/errors.ts'
import { nearest } from '../core/suggest.ts'
import type { Process } from './process.ts'

type Subcommand = (process: Process) => Promise<number>

const subcommands: Readonly<Record<string, () => Promise<Subcommand>>> = {
  start: async () => (await import('./start.ts')).start,
  check: async () => (await import('./check.ts')).check,
  manifest: async () => (await import('./manifest.ts')).manifest,
  iam: async () => (await import('./iam.ts')).iam,
}

const usage = `Windlass, the chat-ops bot for AWS compute

  npm start                        run it: settings from .env and windlass.yaml
  npm start -- check [--live]      check the settings; --live also asks Slack and AWS
  npm start -- manifest [--yaml]   the link that creates the Slack app; --yaml prints manifest.yml
  npm start -- iam                 what AWS must allow; own, trust <account> or read prints one
                                   document, with --principal <arn of Windlass’s identity>`

/** Runs one subcommand to its exit code. */
export async function main(process: Process): Promise<number> {
  const [name = 'start'] = process.words
  if (name === 'help' || name === '--help' || name === '-h') {
    process.print(usage)
    return 0
  }
  const load = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined
  if (load === undefined) {
    const [meant] = nearest(name, Object.keys(subcommands), 1)
    process.complain(`${name} is not a subcommand.${meant === undefined ? '' : ` Did you mean ${meant}?`}\n\n${usage}`)
    return 2
  }
  try {
    const run = await load()
    return await run(process)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.complain([error.message, ...(error.hint === undefined ? [] : [error.hint])].join('\n'))
    return 1
  }
}
