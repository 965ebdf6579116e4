import { commands } from '../commands/index.ts'
import type { Command } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { productsOf } from '../core/registry.ts'
import { createAppLink, type ManifestTransport, manifestFor, toYaml } from '../slack/manifest.ts'
import type { Process } from './process.ts'

/**
 * Prints the link that opens Slack's "create app" page filled in, or with `--yaml` what manifest.yml holds. For Socket
 * Mode, or with `--url https://…/slack/events` for signed HTTP.
 */
export async function manifest({ words, print }: Process): Promise<number> {
  const made = manifestFor(slashCommands(commands), transportOf(words))
  print(words.includes('--yaml') ? toYaml(made).trimEnd() : createAppLink(made))
  return 0
}

function transportOf(words: readonly string[]): ManifestTransport {
  const at = words.indexOf('--url')
  if (at < 0) return { kind: 'socket' }
  const requestUrl = words[at + 1] ?? ''
  if (!requestUrl.startsWith('https://') || !URL.canParse(requestUrl))
    throw new UserError('BadUrl', '--url needs the public address at which Slack reaches Windlass.', {
      hint: 'It starts with https:// and ends with /slack/events.',
    })
  return { kind: 'http', requestUrl }
}

const descriptions: Readonly<Record<string, string>> = {
  ec2: 'See and change your EC2 instances',
  lambda: 'See your Lambda functions and call them',
  windlass: 'Help, your rights, and what was changed',
}

/** One slash command a product, its hint made of what can follow. */
export function slashCommands(all: readonly Command[]) {
  return productsOf(all).map((product) => {
    const own = all.filter(({ words }) => words[0] === product)
    return {
      command: `/${product}`,
      description: descriptions[product] ?? own[0]?.about ?? '',
      usageHint: own.map(({ words }) => words.slice(1).join(' ')).join(' | '),
    }
  })
}
