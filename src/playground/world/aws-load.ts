import { creditsAnHour } from '../aws/monitoring/cpu-credits.ts'
import type { Load } from '../aws/world.ts'
import { instanceTypes } from './aws-instance-types.ts'
import { agoMs, type Row } from './aws-row.ts'

const stepMs = 300_000
const busyPercent = 96

/** Of a busy one: its credits go down from what it keeps at most, and with none left it gets what it earns. */
export function loadOf([, type, , , { busy } = {}]: Row, now: number): readonly Load[] {
  if (busy === undefined) return []
  const earned = creditsAnHour(type)
  const vcpus = instanceTypes.find(({ InstanceType }) => InstanceType === type)?.VCpuInfo?.DefaultVCpus
  if (earned === undefined || vcpus === undefined) throw new Error(`${type} runs without credits`)
  // One credit is one processor at 100 % for a minute.
  const spent = vcpus * 60 * (busyPercent / 100)
  const ms = agoMs(busy)
  return Array.from({ length: Math.ceil(ms / stepMs) }, (_, step): Load => {
    const hours = (step * stepMs) / 3_600_000
    const credits = Math.max(0, Math.round(earned * 24 - (spent - earned) * hours))
    const cpuPercent = credits > 0 ? busyPercent : (earned / (vcpus * 60)) * 100
    return { since: now - ms + step * stepMs, cpuPercent, credits, networkBytes: 40_000_000 }
  })
}
