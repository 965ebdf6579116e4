import { expect, it } from 'vitest'
import { commands } from '../../../src/commands/index.ts'
import { readArguments, toolsOf } from '../../../src/core/assistant/tools.ts'
import { viewText } from '../../../src/core/assistant/view-text.ts'
import { bold, text } from '../../../src/core/text.ts'

it('of all commands only those that read, show no logs and are no questions themselves are tools', () => {
  const tools = toolsOf({ commands })
  const names = tools.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['ec2_list', 'ec2_show', 'lambda_list', 'lambda_show', 'windlass_changes']),
  )
  for (const { command } of tools) expect(command).toMatchObject({ kind: 'read', effect: 'read' })
  for (const name of [
    'ec2_stop',
    'lambda_invoke',
    'lambda_logs',
    'windlass_audit',
    'windlass_ask',
    'windlass_pause',
    'ec2_help',
  ])
    expect(names).not.toContain(name)
})

it('a name is one that Bedrock takes', () => {
  for (const { name } of toolsOf({ commands })) expect(name).toMatch(/^[\w-]{1,64}$/)
})

it('a person’s tools are among the commands that they may run', () => {
  expect(
    toolsOf({ commands: commands.filter(({ words }) => words[0] === 'lambda') }).map(({ name }) => name),
  ).not.toContain('ec2_list')
})

it('says what it takes, without what is for people', () => {
  const list = toolsOf({ commands }).find(({ name }) => name === 'ec2_list')
  expect(list?.about).toContain('--state running: only in these states')
  expect(list?.about).toContain('\nweb-*: ids, names')
  expect(list?.about).not.toContain('export')
  expect(list?.input).toMatchObject({ required: ['arguments'], additionalProperties: false })
})

it.each([
  [{ arguments: 'web-*' }, { ok: true, value: 'web-*' }],
  [{ arguments: '' }, { ok: true, value: '' }],
  [{}, { ok: false }],
  [undefined, { ok: false }],
  ['web-*', { ok: false }],
  [['web-*'], { ok: false }],
  [{ arguments: ['web-*'] }, { ok: false }],
  [{ arguments: 'web-*', command: 'ec2 stop' }, { ok: false }],
  [{ arguments: 'x'.repeat(501) }, { ok: false }],
])('takes one text and nothing else: %j', (input, read) => {
  expect(readArguments(input)).toMatchObject(read)
})

it('a view is read as lines, a table as rows', () => {
  const columns = [{ title: 'Name' }, { title: 'State' }]
  const view = {
    lead: text`${bold(2)} instances.`,
    parts: [
      { kind: 'table', columns, rows: [['web-1', 'running']] },
      { kind: 'facts', facts: [{ label: 'Owner', value: 'ada' }] },
      { kind: 'bullets', items: [text`one`] },
      {
        kind: 'chart',
        title: 'Calls',
        form: 'line',
        labels: ['12:00'],
        series: [{ name: 'calls', values: [3] }],
        unit: 'calls',
      },
      { kind: 'code', code: 'START' },
    ],
    note: text`One place gave no answer.`,
  } as const
  expect(viewText(view)).toBe(
    '2 instances.\nName | State\nweb-1 | running\nOwner: ada\n- one\nCalls (calls)\n | calls\n12:00 | 3\nSTART\nOne place gave no answer.',
  )
})
