import { system } from '../system.ts'
import { startPlayground } from './playground.ts'
import { realCredentials } from './real-credentials.ts'

// "windlass" on a telephone's keys begins 9463.
const usualPort = 9463

const found = realCredentials(process.env)
if (found.length > 0) {
  process.stderr.write(`The playground does not start where real credentials are set: ${found.join(', ')}.\n`)
  process.stderr.write(
    `It needs none. Start it in a shell without them: env ${found.map((name) => `-u ${name}`).join(' ')} npm run playground\n`,
  )
  process.exit(1)
}

const [argument] = process.argv.slice(2).filter((each) => each !== '--model')
if (argument !== undefined) {
  process.stderr.write(
    `The playground does not know ${argument}. It takes --model, for a simulated language model behind the questions.\n`,
  )
  process.exit(1)
}
const hasModel = process.argv.includes('--model')

const say = (line: string) => void process.stdout.write(`${line}\n`)
const playground = await startPlayground({ port: usualPort, system, hasModel, say })
say(
  `\n  The playground is at ${playground.url}\n\n  A page that looks like Slack, and the real Windlass behind it. Type /ec2 list. Ctrl+C stops it.\n`,
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void playground.stop().then(() => process.exit(0))
  })
}
