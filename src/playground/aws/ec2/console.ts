import type { Instance } from '@aws-sdk/client-ec2'
import type { SimulatedInstance } from '../world.ts'

type Written = NonNullable<SimulatedInstance['console']>

/** What an instance wrote to its console since it last started; nothing as long as it has not started. */
export function consoleOf({ moves, running, console }: SimulatedInstance, now: number): Written | undefined {
  const start = moves.findLast(({ at, state }) => at <= now && state === 'running')
  const isStarting = moves.findLast(({ at }) => at <= now)?.state === 'pending'
  if (start === undefined || isStarting) return undefined
  if (console !== undefined && console.at >= start.at && console.at <= now) return console
  return { text: bootLog(running, start.at), at: start.at }
}

/** Of Windows, EC2 keeps a few lines for who wants to log in (EC2 User Guide, "Instance console output"). */
export function bootLog(running: Instance, at: number): string {
  const lines = running.PlatformDetails === 'Windows' ? windowsLines(running, at) : linuxLines(running, at)
  return lines.map((line) => `${line}\r\n`).join('')
}

function windowsLines({ InstanceId, InstanceType }: Instance, at: number): string[] {
  const time = new Date(at).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
  return [
    'Windows is being configured. SysprepState=IMAGE_STATE_COMPLETE',
    'OS: Microsoft Windows NT 10.0.20348',
    'OsProductName: Windows Server 2022 Datacenter',
    `Instance-Id: ${InstanceId}`,
    `Instance-Type: ${InstanceType}`,
    'Message: Windows is Ready to use',
  ].map((line) => `${time}Z: ${line}`)
}

function linuxLines({ InstanceId = '', InstanceType, Architecture, PrivateIpAddress = '' }: Instance, at: number) {
  const host = `ip-${PrivateIpAddress.replaceAll('.', '-')}`
  const kernel = Architecture === 'arm64' ? '6.1.155-176.282.aarch64' : '6.1.155-176.282.x86_64'
  return [
    `[    0.000000] Linux version ${kernel}`,
    `[    0.000000] DMI: Amazon EC2 ${InstanceType}/, BIOS 1.0 10/16/2017`,
    '[    0.412087] nvme nvme0: pci function 0000:00:04.0',
    '[    1.306714] EXT4-fs (nvme0n1p1): mounted filesystem with ordered data mode',
    '[    2.118365] systemd[1]: Detected virtualization amazon.',
    `[    2.130541] systemd[1]: Hostname set to <${host}>.`,
    '[    4.870022] ena 0000:00:05.0 ens5: Local page cache is disabled for less than 16 channels',
    '\u001B[32m[  OK  ]\u001B[0m Started sshd.service - OpenSSH server daemon.',
    `[    9.664310] cloud-init[1713]: Cloud-init v. 24.4 running 'modules:final' at ${new Date(at).toUTCString()}.`,
    `[    9.912744] cloud-init[1713]: instance-id: ${InstanceId}`,
    '\u001B[32m[  OK  ]\u001B[0m Reached target multi-user.target - Multi-User System.',
    '',
    `${host} login: `,
  ]
}
