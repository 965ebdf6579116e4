import { type ReadPorts, readCommand } from '../../core/command.ts'
import { pageParameter, rowsPerPage } from '../../core/page.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { changesView, type Listed } from './changes-list.ts'
import { changeView } from './changes-one.ts'

export const windlassChanges = readCommand({
  words: ['windlass', 'changes'],
  about: 'Your changes, or everyone’s: what runs, and what has become of the others',
  examples: ['--all --running', '--past', '7KQ2M3XW9ABC'],
  parameters: {
    change: { kind: 'words', about: 'one of them, by its id', placeholder: '7KQ2M3XW9ABC' },
    all: { kind: 'flag', about: 'of everyone, not only yours' },
    running: { kind: 'flag', about: 'only those that have not ended' },
    past: { kind: 'flag', about: 'only those that have' },
    page: pageParameter(),
  },
  aws: { read: [] },
  async run({ change: [id], all, running, past, page = 1 }, { changes, scope }) {
    if (id !== undefined) return oneView(id, { changes, scope })
    const which = running === past ? 'all' : running ? 'running' : 'past'
    const user = all ? undefined : scope.actor.id
    const found = await changes.listChanges({ user, which, offset: (page - 1) * rowsPerPage, limit: rowsPerPage })
    const listed: Listed = { found, page, isAll: all, which }
    return changesView(listed, scope)
  },
})

async function oneView(id: string, { changes, scope }: Pick<ReadPorts, 'changes' | 'scope'>): Promise<View> {
  const change = await changes.findChange(id.toUpperCase())
  if (change !== undefined) return changeView(change, scope)
  return {
    lead: text`${bold('No change')} has the id ${code(id)}. What ended long ago is in the audit alone.`,
    parts: [],
    actions: [
      runs('mine', 'My changes', ['windlass', 'changes']),
      runs('all', 'All changes', ['windlass', 'changes', '--all']),
    ],
  }
}
