import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Migrator } from 'kysely/migration'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../src/store/migrations.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { openStore } from '../../src/store/store.ts'
import { anEvent } from './values.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'windlass-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function writeOlderStore(until = '003-when-working-was-said') {
  const { db, close } = openSqlite(folder)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateTo(until)
  expect(error).toBeUndefined()
  await close()
}

function execute(sql: string) {
  const file = new DatabaseSync(join(folder, 'windlass.db'))
  file.exec(sql)
  file.close()
}

const query = { user: undefined, target: undefined, command: undefined, change: undefined, since: undefined }
const firstPage = { offset: 0, limit: 9 }

it('a store whose events had room for one target keeps it, and finds them by it', async () => {
  await writeOlderStore('004-changes-jobs-pause')
  const target = { id: 'i-1', name: 'web-1', account: 'production', region: 'eu-central-1' }
  const step = anEvent({ id: 'step', kind: 'step-begun' })
  const rows = [
    { ...step, target, ids: `'i-1', 'web-1'` },
    { ...anEvent({ id: 'list' }), ids: 'null, null' },
  ]
  for (const { ids, ...body } of rows)
    execute(
      `insert into audit_events (id, at, kind, team, user, body, target_id, target_name)
       values ('${body.id}', ${body.at}, '${body.kind}', '${body.team}', '${body.user}', '${JSON.stringify(body)}', ${ids})`,
    )
  const store = await openStore(folder)
  const found = { events: [{ ...step, targets: [target] }], total: 1 }
  expect(await store.listEvents({ ...query, ...firstPage, target: 'web-1' })).toEqual(found)
  expect(await store.listEvents({ ...query, ...firstPage, target: 'i-1' })).toEqual(found)
  expect(await store.listEvents({ ...query, ...firstPage })).toMatchObject({ total: 2 })
  await store.close()
})

describe('a store of before there were changes', () => {
  it('keeps its audit, which is found by command as well', async () => {
    await writeOlderStore()
    const { id, at, kind, team, user, ...rest } = anEvent({ said: '/ec2 show web-1' })
    const body = JSON.stringify({ id, at, kind, team, user, ...rest })
    execute(
      `insert into audit_events (id, at, kind, team, user, body) values ('${id}', ${at}, '${kind}', '${team}', '${user}', '${body}')`,
    )
    const store = await openStore(folder)
    expect(await store.listEvents({ ...query, ...firstPage, command: 'ec2 show' })).toMatchObject({
      total: 1,
      events: [{ id }],
    })
    expect(await store.listEvents({ ...query, ...firstPage, command: 'ec2 stop' })).toMatchObject({ total: 0 })
    await store.close()
  })

  it('is as it was where it cannot be brought up to date, and free for another try', async () => {
    await writeOlderStore()
    execute('create table pauses (id text)')
    await expect(openStore(folder)).rejects.toThrow('could not be migrated')
    execute('drop table pauses')
    await (await openStore(folder)).close()
  })
})
