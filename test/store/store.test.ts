import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEvent } from '../../src/core/audit.ts'
import type { Answered } from '../../src/core/invocation.ts'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../src/store/store.ts'
import { aDelivery, noon } from '../fixtures/values.ts'

let folder: string
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'windlass-store-'))
  store = await openStore(folder)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const reopen = async () => {
  await store.close()
  store = await openStore(folder)
}

function anAnswer(id: string, at = noon): Answered {
  const invocation = {
    id,
    delivery: 'd',
    team: 'T',
    user: 'U',
    channel: 'C',
    surface: 'slash',
    said: '/ec2 list',
    at,
  } as const
  return {
    invocation,
    offers: { next: { label: '21–40', offer: { kind: 'run', words: ['ec2', 'list', '--page', '2'] } } },
  }
}

function anEvent(id: string): AuditEvent {
  const who = { team: 'T', user: 'U', channel: 'C', surface: 'slash', delivery: 'd' } as const
  return {
    id,
    at: noon,
    kind: 'answered',
    ...who,
    invocation: 'I',
    said: '/ec2 list',
    rule: undefined,
    outcome: '58 instances',
  }
}

describe('deliveries', () => {
  it('are new once, and a copy is seen, also after a restart', async () => {
    const delivery = aDelivery('ec2 list')
    expect(await store.recordDelivery(delivery)).toBe('new')
    expect(await store.recordDelivery({ ...delivery, receivedAt: noon + 5 })).toBe('seen')
    await reopen()
    expect(await store.recordDelivery(delivery)).toBe('seen')
  })

  it('are new to one of many who receive them at once', async () => {
    const delivery = aDelivery('ec2 list')
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.recordDelivery(delivery)))
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1)
  })

  it('that come in one burst are each new once, whatever copies are among them', async () => {
    const deliveries = Array.from({ length: 1_200 }, () => aDelivery('ec2 list'))
    const answers = await Promise.all([...deliveries, ...deliveries].map((delivery) => store.recordDelivery(delivery)))
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1_200)
    expect(await store.listUnanswered()).toHaveLength(1_200)
  })

  it('are listed until they are answered, oldest first, whole', async () => {
    const [second, first] = [aDelivery('ec2 help', { receivedAt: noon + 1 }), aDelivery('ec2 list “🚀”\u0000')]
    await store.recordDelivery(second)
    await store.recordDelivery(first)
    await reopen()
    expect((await store.listUnanswered()).map(({ delivery }) => delivery)).toEqual([first, second])
    await store.markAnswered(first.id, noon + 2)
    expect((await store.listUnanswered()).map(({ delivery }) => delivery)).toEqual([second])
  })

  it('keep that "Working…" was said, and then where it stands', async () => {
    const delivery = aDelivery('ec2 list')
    await store.recordDelivery(delivery)
    expect(await store.listUnanswered()).toEqual([{ delivery, working: undefined }])
    for (const ts of [undefined, '1.2']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what it is for
      await store.recordWorking(delivery.id, { ts }, noon)
      // oxlint-disable-next-line no-await-in-loop -- the same
      expect(await store.listUnanswered()).toEqual([{ delivery, working: { ts } }])
    }
    const elsewhere = { ts: '1.3', channel: 'C0OPS' }
    await store.recordWorking(delivery.id, elsewhere, noon)
    expect(await store.listUnanswered()).toEqual([{ delivery, working: elsewhere }])
  })
})

describe('answers', () => {
  it('keep what their buttons offer', async () => {
    await store.recordAnswered(anAnswer('A'), anEvent('1'))
    await reopen()
    expect(await store.findAnswered('A')).toEqual(anAnswer('A'))
    expect(await store.findAnswered('B')).toBeUndefined()
  })

  it('are not kept where the audit cannot be written', async () => {
    await store.recordAnswered(anAnswer('A'), anEvent('1'))
    await expect(store.recordAnswered(anAnswer('B'), anEvent('1'))).rejects.toThrow('UNIQUE')
    expect(await store.findAnswered('B')).toBeUndefined()
  })

  it('are forgotten with their deliveries when they are old', async () => {
    const [old, young] = [aDelivery('a', { receivedAt: noon - 1 }), aDelivery('b', { receivedAt: noon })]
    await store.recordDelivery(old)
    await store.recordDelivery(young)
    await store.recordAnswered(anAnswer('old', noon - 1), anEvent('1'))
    await store.recordAnswered(anAnswer('young', noon), anEvent('2'))
    await store.forgetBefore(noon)
    expect(await store.listUnanswered()).toEqual([{ delivery: young, working: undefined }])
    expect(await store.findAnswered('old')).toBeUndefined()
    expect(await store.findAnswered('young')).toBeDefined()
  })
})

describe('the folder', () => {
  it('has one owner, and says so to the second', async () => {
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'StoreInUse',
      message: expect.stringContaining(folder),
    })
  })

  it('of a newer version is refused with a sentence, and left as it is', async () => {
    await store.close()
    const write = (statement: string) => {
      const file = new DatabaseSync(join(folder, 'windlass.db'))
      file.exec(statement)
      file.close()
    }
    write("insert into kysely_migration (name, timestamp) values ('999-of-tomorrow', '2030-01-01T00:00:00.000Z')")
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'StoreNewer' })
    write("delete from kysely_migration where name = '999-of-tomorrow'")
    store = await openStore(folder)
  })

  it('is free again after its owner has closed it', async () => {
    await store.close()
    const second = await openStore(folder)
    await second.close()
    store = await openStore(folder)
  })
})
