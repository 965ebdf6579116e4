/**
 * AWS for bench/ask.ts, a process of its own: the playground's organisation. What is given on the command line is how
 * many milliseconds later everything answers.
 */
import { createFaults } from '../src/playground/aws/faults.ts'
import { startAws } from '../src/playground/aws/organisation.ts'
import { awsWorld } from '../src/playground/world/aws.ts'
import { system } from '../src/system.ts'

const faults = createFaults()
const ms = Number(process.argv[2] ?? 0)
if (ms > 0) faults.add({ fault: { kind: 'slow', ms } })

const { url } = await startAws({ world: awsWorld(system.now()), clock: system, faults })
process.stdout.write(`${JSON.stringify({ port: Number(new URL(url).port) })}\n`)
