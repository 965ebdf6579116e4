/**
 * AWS for bench/functions.ts, a process of its own: the simulated organisation of three accounts, its functions spread
 * evenly over all their Regions. What is given on the command line is how many milliseconds later everything answers.
 */
import { createFaults } from '../src/playground/aws/faults.ts'
import { startAws } from '../src/playground/aws/organisation.ts'
import { awsAccounts, awsWorld } from '../src/playground/world/aws.ts'
import { fillFunctions } from '../src/playground/world/aws-functions-many.ts'
import { system } from '../src/system.ts'
import { totalFunctions } from './setting.ts'

const now = system.now()
const world = awsWorld(now)
const places = awsAccounts.flatMap(({ id, regions }) => regions.map((region) => ({ account: id, region, now })))
const firstOf = (index: number): number => Math.floor((index * totalFunctions) / places.length)
for (const [index, place] of places.entries()) fillFunctions(world, firstOf(index + 1) - firstOf(index), place)

const faults = createFaults()
const ms = Number(process.argv[2] ?? 0)
if (ms > 0) faults.add({ fault: { kind: 'slow', ms } })

const { url } = await startAws({ world, clock: system, faults })
process.stdout.write(`${JSON.stringify({ port: Number(new URL(url).port) })}\n`)
