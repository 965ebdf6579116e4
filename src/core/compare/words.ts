import { lambdaFreeTier } from '../lambda/prices.ts'
import { dollars } from '../money.ts'
import { bold, type Text, text } from '../text.ts'
import type { Stretch } from './cheaper.ts'
import { breakEven, type Comparison, comparedTo } from './compare.ts'
import { diskGb, type Fleet, fullest } from './fleet.ts'
import { unasked, usualConcurrency } from './limits.ts'
import { spelledApart, spelledCount, spelledDuration, spelledMemory, writtenCount } from './quantities.ts'
import { costStarted } from './started.ts'
import { hoursPerMonth, type Pattern, traffic, vcpusPerRequest, type Workload } from './workload.ts'

export function compareLead({ workload, lambda, ec2, cheaper, limits }: Comparison): Text {
  const fleet = `EC2 (${fleetName(ec2)})`
  if (limits.length > 0)
    return text`${bold('Lambda cannot do this:')} ${limits.join('; ')}. ${fleet} costs ${dollars(ec2.monthly)} a month.`
  const asked = spelledCount(workload.requests)
  if (workload.requests > comparedTo(cheaper)) {
    const side = lambda.monthly <= ec2.monthly ? 'Lambda' : 'EC2'
    return text`${bold(`${side} is cheaper at ${asked} ${named(workload)} a month`)}: Lambda costs ${dollars(lambda.monthly)}, ${fleet} ${dollars(ec2.monthly)}.`
  }
  const { said, at } = verdict(cheaper, workload)
  return text`${bold(said)}; at ${at} it costs ${dollars(lambda.monthly)}, ${fleet} ${dollars(ec2.monthly)}.`
}

/** Its numbers and the one asked for are read as different where they are. */
function verdict(cheaper: readonly Stretch[], workload: Workload): { readonly said: string; readonly at: string } {
  const [even, last, things] = [breakEven(cheaper), cheaper.at(-1), named(workload)]
  if (even === undefined || last === undefined) {
    const said = `Lambda is cheaper for any number up to ${endOf(cheaper)} ${things} a month`
    return { said, at: spelledCount(workload.requests) }
  }
  const [at = '', first = '', from = ''] = spelledApart([workload.requests, even, last.from])
  const upTo = `Lambda is cheaper up to ${first} ${things} a month`
  if (cheaper.length === 2 || first === from) return { said: `${upTo}, EC2 above`, at }
  return { said: `${upTo}, ${last.side === 'ec2' ? 'EC2' : 'again'} from ${from} on`, at }
}

function named({ pattern }: Workload): string {
  return pattern === 'schedule' ? 'runs' : 'requests'
}

/** In two digits, and never more than was computed. */
function endOf(cheaper: readonly Stretch[]): string {
  const end = comparedTo(cheaper)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(end)) - 1)
  return spelledCount(Math.floor(end / step) * step)
}

/** Three at most, each of two sentences at most. `taken`: what was not said. */
export function compareItems(comparison: Comparison, taken: readonly string[]): Text[] {
  return [breakdown(comparison), deciding(comparison), assumed(comparison, taken)]
}

function breakdown(comparison: Comparison): Text {
  const { workload, lambda, ec2, limits } = comparison
  const { instance, disk, address } = ec2.machine.monthly
  const calls = `Lambda ${dollars(lambda.requests)} for requests and ${dollars(lambda.compute)} for compute; `
  const each = `${dollars(instance)} for the instance, ${dollars(disk)} for its disk, ${dollars(address)} for its address`
  const fleet = `EC2 ${ec2.count.toLocaleString('en')} × (${each})`
  const more = workload.pattern === 'schedule' ? started(comparison) : turns(comparison)
  return text`${bold(`At ${spelledCount(workload.requests)} a month:`)} ${limits.length > 0 ? '' : calls}${fleet}.${more}`
}

function started(comparison: Comparison): string {
  const cost = costStarted(comparison)
  if (cost === undefined) return ''
  const hours = cost.hours.toLocaleString('en', { maximumFractionDigits: cost.hours < 10 ? 1 : 0 })
  return ` Started for each run and stopped after it, EC2 costs ${dollars(cost.monthly)}: ${hours} hours, and the disk all month.`
}

/** EC2 grows by whole instances, so that both may take turns; what is between two of Lambda's own is EC2's alone. */
function turns({ cheaper }: Comparison): string {
  const [even, last] = [breakEven(cheaper), cheaper.at(-1)]
  if (even === undefined || last === undefined || cheaper.length <= 3) return ''
  const [first = '', from = ''] = spelledApart([even, last.from])
  return first === from ? '' : ` Between ${first} and ${from} they take turns, since EC2 grows by whole instances.`
}

function deciding({ workload, atOnce, limits }: Comparison): Text {
  const here = [
    ...(atOnce > usualConcurrency
      ? [
          `${writtenCount(atOnce)} run at once, and an account may run ${writtenCount(usualConcurrency)} until AWS allows more`,
        ]
      : []),
    ...(workload.durationMs > 29_000 && workload.pattern !== 'schedule'
      ? ['behind an API Gateway an answer has 29 s unless AWS allows more']
      : []),
  ]
  const also = here.length === 0 || limits.length > 0 ? '' : ` Here ${here.join('; ')}.`
  return text`${bold('Whatever it costs:')} ${unasked} need EC2.${also}`
}

const patternWords: Readonly<Record<Pattern, string>> = {
  steady: 'evenly day and night',
  office: 'in 10 hours on 5 days a week',
  spiky: `in bursts of ${traffic.spiky.peak} times the average`,
  schedule: 'by a schedule, without peaks',
}

function assumed({ workload, atOnce, ec2 }: Comparison, taken: readonly string[]): Text {
  const unsaid = taken.length === 0 ? '' : `${taken.join(', ')}, since you did not say; `
  const come = `${unsaid}${named(workload)} come ${patternWords[workload.pattern]}, ${writtenCount(atOnce)} at once at most`
  return text`${bold('Assumed:')} ${come}. EC2 is ${fleetWords(workload, ec2)}.`
}

function fleetWords({ isSingle, type }: Workload, { machine, count }: Fleet): string {
  const chosen = type === undefined ? 'the cheapest that carries them' : 'as asked for'
  const spread = isSingle ? 'with none left when its zone fails' : 'with enough left when a zone fails'
  return `${count.toLocaleString('en')} × ${machine.type}, ${chosen}, ${spread}`
}

/** What matters only sometimes, each a whole sentence. */
export function compareNotes({ workload, cheaper }: Comparison): string[] {
  const { pattern, durationMs, memoryMb, hasFreeTier } = workload
  const vcpus = vcpusPerRequest(memoryMb).toLocaleString('en', { maximumFractionDigits: 2 })
  const { peak, least } = traffic[pattern]
  const busiest = `${peak.toLocaleString('en', { maximumFractionDigits: 1 })} times the average${least > 1 ? `, ${least} at least` : ''}`
  const tier = `free tier of ${spelledCount(lambdaFreeTier.requests)} requests and ${spelledCount(lambdaFreeTier.gbSeconds)} GB-seconds a month`
  return [
    ...(cheaper.length === 0 ? [] : [`Compared up to ${endOf(cheaper)} requests a month.`]),
    `Each takes ${spelledMemory(memoryMb)}, ${vcpus} vCPU and ${spelledDuration(durationMs)} on both${pattern === 'schedule' ? '' : `; the busiest moment has ${busiest}`}.`,
    `An instance has ${diskGb} GB of gp3 and a public IPv4 address, and uses at most ${fullest * 100} % of its vCPUs and memory, and no more CPU credits than it earns.`,
    ...(pattern === 'schedule'
      ? ['Each start is billed as a minute at least, and what starting takes comes on top.']
      : []),
    ...(pattern === 'office' ? [`EC2 runs all ${hoursPerMonth} hours; stopped out of hours it costs less.`] : []),
    'Not counted: load balancer, API Gateway, data transfer, logs, cold starts, discounts, Savings Plans, and your hours for patches.',
    hasFreeTier ? `Lambda's ${tier} is taken off.` : `Nor is Lambda's ${tier}; --free-tier takes it off.`,
  ]
}

function fleetName({ machine, count }: Fleet): string {
  return `${count.toLocaleString('en')} × ${machine.type}`
}
