import { type Evidence, known } from '../evidence.ts'
import { scrub } from '../scrub.ts'
import { code, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'

/** What lines of a console tell: those of Linux's kernel, of systemd and of cloud-init. */
const tells = {
  rootFileSystem: /VFS: (?:Unable to mount|Cannot open) root|Kernel panic.*Unable to mount root/i,
  panic: /Kernel panic - not syncing/i,
  // Not that a container reached its own limit: `Memory cgroup out of memory`.
  memory: /(?<!cgroup )out of memory: Kill(?:ed)? process|oom-kill:constraint=CONSTRAINT_NONE/i,
  // `config-power-state-change` runs at every boot, and mostly does nothing.
  cloudInitPower: /cloud-init\[.*(?:power_state|\bpoweroff\b|\bshutdown -)/i,
  shutdown:
    /systemd-shutdown|Reached target.*(?:Power-?Off|Shutdown|Halt)|reboot: (?:Power down|System halted)|Powering off|system is going down/i,
  fileSystem:
    /UNEXPECTED INCONSISTENCY|fsck.*(?:failed|exited with)|Failed to start.*(?:File System Check|fsck)|EXT4-fs error|XFS.*Corruption/i,
  // As systemd says it of a line of /etc/fstab; a line with `nofail` goes on without.
  mount: /Dependency failed for \/|Failed to mount \/|Timed out waiting for device/i,
  emergency: /(?:You are in|Welcome to) emergency mode|Give root password for maintenance/i,
  diskWait: /blocked for more than \d+ seconds|nvme\S*: I\/O \d+.*timeout/i,
  cpuHeld: /soft lockup - CPU#\d+ stuck/i,
  diskFull: /No space left on device/i,
  cloudInit: /cloud-init.*(?:Traceback|CRITICAL|Failed)/i,
  networkDown:
    /Failed to start.*(?:network|Network)|No DHCPOFFERS received|dhc.*(?:timed out|no lease)|Network is unreachable/i,
} as const
export type Telling = keyof typeof tells

/** Its first words, at 0 seconds. */
const boot = /\[ *0\.0+\] (?:Linux version|Booting Linux)/

/** What it wrote since it was last booted: before that is another story. */
function linesOfThisBoot({ console: output, details }: InstanceFacts): readonly string[] {
  const { lines = [], at } = known(output) ?? {}
  const { launchedAt } = details.instance
  if (at !== undefined && launchedAt !== undefined && at < launchedAt) return []
  return lines.slice(
    Math.max(
      0,
      lines.findLastIndex((line) => boot.test(line)),
    ),
  )
}

/** The last line that tells it, without what is secret. */
export function lineThatTells(facts: InstanceFacts, telling: Telling): string | undefined {
  const line = linesOfThisBoot(facts).findLast((each) => tells[telling].test(each))
  return line === undefined ? undefined : cutAtWord(scrub(line.trim()))
}

/** The line, as evidence; when it was written the console does not say. */
export function consoleEvidence(facts: InstanceFacts, ...wanted: readonly Telling[]): readonly Evidence[] {
  return wanted.flatMap((telling) => {
    const line = lineThatTells(facts, telling)
    return line === undefined ? [] : [{ says: text`the console shows ${code(line)}`, source: 'console' } as const]
  })
}

const longestLine = 120

function cutAtWord(line: string): string {
  if (line.length <= longestLine) return line
  const cut = line.slice(0, longestLine)
  const words = cut.slice(0, cut.search(/[\s,;][^\s,;]*$/))
  return `${words.length < longestLine / 2 ? cut : words}…`
}
