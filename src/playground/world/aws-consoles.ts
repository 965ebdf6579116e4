import { bootLog } from '../aws/ec2/console.ts'
import { moveAt } from '../aws/ec2/instance-at.ts'
import type { SimulatedInstance } from '../aws/world.ts'

/** What systemd says when somebody on the machine shuts it down. */
export function writeShutdown(simulated: SimulatedInstance, now: number): void {
  const stop = simulated.moves.find(({ state }) => state === 'stopping')?.at ?? now
  write(simulated, { at: stop, now }, (uptime) => [
    `[${uptime(0)}] systemd-logind[611]: The system will power off now!`,
    `[${uptime(0.4)}] systemd-logind[611]: System is powering down.`,
    '         Stopping sshd.service - OpenSSH server daemon...',
    '\u001B[32m[  OK  ]\u001B[0m Stopped sshd.service - OpenSSH server daemon.',
    '         Stopping vsftpd.service - Vsftpd ftp daemon...',
    '\u001B[32m[  OK  ]\u001B[0m Stopped vsftpd.service - Vsftpd ftp daemon.',
    '\u001B[32m[  OK  ]\u001B[0m Unmounted home.mount - /home.',
    '\u001B[32m[  OK  ]\u001B[0m Reached target poweroff.target - System Power Off.',
    `[${uptime(3.8)}] systemd-shutdown[1]: Powering off.`,
    `[${uptime(4.1)}] reboot: Power down`,
  ])
}

/** What the kernel says once memory is full. */
export function writeOutOfMemory(
  simulated: SimulatedInstance,
  times: { readonly at: number; readonly now: number },
): void {
  const killed = 'Killed process 2143 (node) total-vm:11873420kB, anon-rss:7512208kB, file-rss:0kB, shmem-rss:0kB'
  write(simulated, times, (uptime) => [
    `[${uptime(0)}] node invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0`,
    `[${uptime(0.1)}] Mem-Info: active_anon:512 inactive_anon:1893004 free:21370`,
    `[${uptime(0.2)}] Out of memory: ${killed}, UID:994 pgtables:18244kB oom_score_adj:0`,
    `[${uptime(61)}] systemd[1]: systemd-journald.service: Watchdog timeout (limit 3min)!`,
    `[${uptime(122)}] INFO: task kworker/u8:2:1187 blocked for more than 120 seconds.`,
  ])
}

type Lines = (uptime: (laterS: number) => string) => readonly string[]

function write(simulated: SimulatedInstance, { at, now }: { at: number; now: number }, lines: Lines): void {
  const started = simulated.moves.findLast((move) => move.state === 'running' && move.at <= at)?.at ?? at
  const uptime = (laterS: number): string => ((at - started) / 1000 + laterS).toFixed(6).padStart(12)
  const text = lines(uptime).map((line) => `${line}\r\n`)
  const last = moveAt(simulated, now)?.at ?? at
  simulated.console = { text: `${bootLog(simulated.running, started)}${text.join('')}`, at: Math.max(at, last) }
}
