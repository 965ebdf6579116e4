import { UserError } from '../core/errors.ts'
import { nearest } from '../core/suggest.ts'
import type { Process } from './process.ts'

type Subcommand = (process: Process) => Promise<number>

type Listed = { readonly options: readonly string[]; readonly load: () => Promise<Subcommand> }

const subcommands: Readonly<Record<string, Listed>> = {
  start: { options: [], load: async () => (await import('./start.ts')).start },
  check: { options: ['--live'], load: async () => (await import('./check.ts')).check },
  manifest: { options: ['--yaml', '--url'], load: async () => (await import('./manifest.ts')).manifest },
  iam: { options: ['--principal'], load: async () => (await import('./iam.ts')).iam },
  policy: { options: [], load: async () => (await import('./policy.ts')).policy },
}

const usage = `Windlass, the chat-ops bot for AWS compute

  npm start                        run it: settings from .env and windlass.yaml
  npm start -- check [--live]      check the settings; --live also asks Slack and AWS
  npm start -- manifest [--yaml]   the link that creates the Slack app; --yaml prints manifest.yml
  npm start -- iam                 what AWS must allow; own, trust <account>, read or change
                                   prints one document, with --principal <arn of Windlass’s identity>
  npm start -- policy check|test   check the policies; test also puts the cases of *.test.yaml to them.
                                   With a folder after it: those in there`

/** Runs one subcommand to its exit code. */
export async function main(process: Process): Promise<number> {
  const [name = 'start'] = process.words
  if (name === 'help' || name === '--help' || name === '-h') {
    process.print(usage)
    return 0
  }
  const listed = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined
  if (listed === undefined)
    return refuse(process, `${name} is not a subcommand.`, nearest(name, Object.keys(subcommands), 1))
  const { options, load } = listed
  const unknown = process.words.find((word) => word.startsWith('-') && !options.includes(word))
  if (unknown !== undefined)
    return refuse(process, `${unknown} is not an option of ${name}.`, nearest(unknown, options, 1))
  try {
    const run = await load()
    return await run(process)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.complain([error.message, ...(error.hint === undefined ? [] : [error.hint])].join('\n'))
    return 1
  }
}

function refuse({ complain }: Process, sentence: string, [meant]: readonly string[]): number {
  complain(`${sentence}${meant === undefined ? '' : ` Did you mean ${meant}?`}\n\n${usage}`)
  return 2
}
