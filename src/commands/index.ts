import type { Command } from '../core/command.ts'
import { ec2Help } from './ec2/help.ts'
import { ec2List } from './ec2/list.ts'
import { ec2Reboot } from './ec2/reboot.ts'
import { ec2Show } from './ec2/show.ts'
import { ec2Start } from './ec2/start.ts'
import { ec2Stop } from './ec2/stop.ts'
import { ec2Terminate } from './ec2/terminate.ts'
import { lambdaHelp } from './lambda/help.ts'
import { lambdaInvoke } from './lambda/invoke.ts'
import { lambdaList } from './lambda/list.ts'
import { lambdaLogs } from './lambda/logs.ts'
import { lambdaMetrics } from './lambda/metrics.ts'
import { lambdaShow } from './lambda/show.ts'
import { windlassAudit } from './windlass/audit.ts'
import { windlassChanges } from './windlass/changes.ts'
import { windlassHelp } from './windlass/help.ts'
import { windlassMay } from './windlass/may.ts'
import { windlassPause } from './windlass/pause.ts'
import { windlassResume } from './windlass/resume.ts'
import { windlassWhoami } from './windlass/whoami.ts'

/** Every command there is, in the order in which help lists them. */
export const commands: readonly Command[] = [
  ec2List,
  ec2Show,
  ec2Start,
  ec2Stop,
  ec2Reboot,
  ec2Terminate,
  ec2Help,
  lambdaList,
  lambdaShow,
  lambdaLogs,
  lambdaMetrics,
  lambdaInvoke,
  lambdaHelp,
  windlassWhoami,
  windlassChanges,
  windlassMay,
  windlassPause,
  windlassResume,
  windlassAudit,
  windlassHelp,
]
