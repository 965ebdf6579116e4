import type { Command } from '../core/command.ts'
import { ec2Console } from './ec2/console.ts'
import { ec2Explain } from './ec2/explain.ts'
import { ec2Help } from './ec2/help.ts'
import { ec2History } from './ec2/history.ts'
import { ec2List } from './ec2/list.ts'
import { ec2Reboot } from './ec2/reboot.ts'
import { ec2Show } from './ec2/show.ts'
import { ec2Start } from './ec2/start.ts'
import { ec2Stop } from './ec2/stop.ts'
import { ec2Terminate } from './ec2/terminate.ts'
import { ec2Why } from './ec2/why.ts'
import { lambdaAlias } from './lambda/alias.ts'
import { lambdaConcurrency } from './lambda/concurrency.ts'
import { lambdaConfigure } from './lambda/configure.ts'
import { lambdaDisable } from './lambda/disable.ts'
import { lambdaEnable } from './lambda/enable.ts'
import { lambdaEnv } from './lambda/env.ts'
import { lambdaExplain } from './lambda/explain.ts'
import { lambdaHelp } from './lambda/help.ts'
import { lambdaHistory } from './lambda/history.ts'
import { lambdaInvoke } from './lambda/invoke.ts'
import { lambdaList } from './lambda/list.ts'
import { lambdaLogs } from './lambda/logs.ts'
import { lambdaMetrics } from './lambda/metrics.ts'
import { lambdaPublish } from './lambda/publish.ts'
import { lambdaRollback } from './lambda/rollback.ts'
import { lambdaShow } from './lambda/show.ts'
import { lambdaWhy } from './lambda/why.ts'
import { windlassAsk } from './windlass/ask.ts'
import { windlassAudit } from './windlass/audit.ts'
import { windlassChanges } from './windlass/changes.ts'
import { windlassCompare } from './windlass/compare.ts'
import { windlassDecode } from './windlass/decode.ts'
import { windlassExplain } from './windlass/explain.ts'
import { windlassHelp } from './windlass/help.ts'
import { windlassMay } from './windlass/may.ts'
import { windlassPause } from './windlass/pause.ts'
import { windlassResume } from './windlass/resume.ts'
import { windlassWhoami } from './windlass/whoami.ts'

/** Every command there is, in the order in which help lists them. */
export const commands: readonly Command[] = [
  ec2List,
  ec2Show,
  ec2Why,
  ec2Console,
  ec2History,
  ec2Start,
  ec2Stop,
  ec2Reboot,
  ec2Terminate,
  ec2Explain,
  ec2Help,
  lambdaList,
  lambdaShow,
  lambdaWhy,
  lambdaLogs,
  lambdaMetrics,
  lambdaHistory,
  lambdaInvoke,
  lambdaConfigure,
  lambdaConcurrency,
  lambdaPublish,
  lambdaEnv,
  lambdaDisable,
  lambdaEnable,
  lambdaAlias,
  lambdaRollback,
  lambdaExplain,
  lambdaHelp,
  windlassAsk,
  windlassExplain,
  windlassDecode,
  windlassWhoami,
  windlassCompare,
  windlassChanges,
  windlassMay,
  windlassPause,
  windlassResume,
  windlassAudit,
  windlassHelp,
]
