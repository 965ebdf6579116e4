import type { AuditQuery } from '../../core/audit.ts'
import { readCommand } from '../../core/command.ts'
import { exportParameter } from '../../core/export-format.ts'
import { pageParameter, rowsPerPage } from '../../core/page.ts'
import type { Parsed } from '../../core/parsed.ts'
import { parseSince, sinceTime } from '../../core/since.ts'
import { bold, code, text } from '../../core/text.ts'
import { auditFile, listAll } from './audit-export.ts'
import { auditView } from './audit-list.ts'

const anyWord = (word: string): Parsed<string> => ({ ok: true, value: word })

export const windlassAudit = readCommand({
  words: ['windlass', 'audit'],
  about: 'Who did what, from where, and how it ended',
  examples: ['--since 2d', '--by @ada --command "ec2 stop"', '--target web-1', '--since 2026-11-01 --export csv'],
  effect: 'sensitive',
  parameters: {
    by: {
      kind: 'option',
      about: 'only of this person: a mention or a Slack id',
      placeholder: '@ada',
      parse: parsePerson,
    },
    target: { kind: 'option', about: 'only what touched this, by name or id', placeholder: 'web-1', parse: anyWord },
    command: { kind: 'option', about: 'only this command', placeholder: '"ec2 stop"', parse: parseCommandName },
    change: {
      kind: 'option',
      about: 'only of this change',
      placeholder: '7KQ2M3XW9ABC',
      parse: (word) => ({ ok: true, value: word.toUpperCase() }),
    },
    since: { kind: 'option', about: 'from then on: 2d, 36h, or a day', placeholder: '2d', parse: parseSince },
    page: pageParameter(100_000),
    export: exportParameter,
  },
  aws: { read: [] },
  async run({ by, target, command, change, since, page = 1, export: format }, { audit, scope }) {
    const from = since === undefined ? undefined : sinceTime(since, scope)
    const wanted: Omit<AuditQuery, 'offset' | 'limit'> = { user: by, target, command, change, since: from }
    const found = await audit.listEvents({ ...wanted, offset: (page - 1) * rowsPerPage, limit: rowsPerPage })
    const view = auditView({ found, page, wanted }, scope)
    if (format === undefined || found.total === 0) return view
    const events = await listAll(wanted, { audit, scope })
    const file = await auditFile(events, format, scope)
    return {
      ...view,
      file,
      lead: text`${bold(`All ${events.length} events`)} sent to your direct messages as ${code(file.name)}.`,
    }
  },
})

/** Slack writes a mention as `<@U0ADA|ada>` in a slash command and as `<@U0ADA>` in a message. */
function parsePerson(word: string): Parsed<string> {
  const [, id] = /^(?:<@)?([UW][A-Z0-9]{1,30})(?:\|[^>]*)?>?$/.exec(word) ?? []
  if (id !== undefined) return { ok: true, value: id }
  return {
    ok: false,
    message: `${word} is no person that Slack made a mention of. Type @ and choose them from the list, or give their id (U…).`,
  }
}

/** `/ec2 stop` and `ec2 stop` are the same. */
function parseCommandName(word: string): Parsed<string> {
  return { ok: true, value: word.trim().replace(/^\//, '').replaceAll(/\s+/g, ' ').toLowerCase() }
}
