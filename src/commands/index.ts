import type { Command } from '../core/command.ts'
import { ec2Help } from './ec2/help.ts'
import { ec2List } from './ec2/list.ts'
import { ec2Show } from './ec2/show.ts'
import { windlassHelp } from './windlass/help.ts'
import { windlassWhoami } from './windlass/whoami.ts'

/** Every command there is, in the order in which help lists them. */
export const commands: readonly Command[] = [ec2List, ec2Show, ec2Help, windlassWhoami, windlassHelp]
