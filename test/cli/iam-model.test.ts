import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { iam } from '../../src/cli/iam.ts'

const account = (name: string, id: string) =>
  `  - { name: ${name}, id: "${id}", regions: [eu-west-1], roles: { read: "arn:aws:iam::${id}:role/WindlassRead" } }`
const organisation = `accounts:
${account('shop', '111122223333')}
${account('bank', '444455556666')}
model: { id: eu.vendor.words-1:0, account: bank, region: eu-central-1 }
`

async function said(...words: string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-iam-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'windlass.yaml'), organisation)
  const printed: string[] = []
  const print = (text: string) => void printed.push(text)
  const stopping = new AbortController().signal
  expect(await iam({ words: ['iam', ...words], env: {}, folder, stopping, print, complain: print })).toBe(0)
  return printed.join('\n')
}

test('the role of the account that asks the model may do so, and no other', async () => {
  const { Statement } = JSON.parse(await said('read', 'bank'))
  expect(Statement).toMatchObject([{ Sid: 'WindlassReads' }, { Sid: 'WindlassAsksTheModel' }])
  expect(JSON.parse(await said('read', 'shop')).Statement).toMatchObject([{ Sid: 'WindlassReads' }])
})

test('everything that AWS must allow says it as well', async () => {
  const all = await said()
  expect(all).toContain('In bank, whose role asks the language model')
  expect(all).toContain('foundation-model/vendor.words-1:0')
})
