import { expect, test } from 'vitest'
import { readActions } from '../../src/aws/read-actions.ts'
import { readConsole } from '../../src/aws/read-console.ts'
import type { Instance } from '../../src/core/ec2/instance.ts'
import { known } from '../../src/core/evidence.ts'
import { ec2Answer, ec2Error } from './answers.ts'
import { askingOrganisation, askingStub, noon } from './asking-places.ts'
import { frankfurt } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

const instance: Instance = {
  id: 'i-1',
  place: frankfurt,
  name: 'web-1',
  state: 'running',
  type: 't3.micro',
  zone: 'eu-central-1a',
  launchedAt: undefined,
  tags: new Map(),
  privateAddress: undefined,
  publicAddress: undefined,
  imageId: undefined,
}

async function linesOf(text: string): Promise<readonly string[]> {
  const output = Buffer.from(text).toString('base64')
  const { calls } = await askingStub(() => ec2Answer('GetConsoleOutput', `<output>${output}</output>`))
  return known(await readConsole(instance, calls))?.lines ?? []
}

test('the lines are as written, without colours and without what moves a terminal', async () => {
  expect(
    await linesOf('\u001B[32m[  OK  ]\u001B[0m Started sshd\r\n\u001B[2J\u0000\u0007two\tthree \r\n\r\nend\r\n\r\n'),
  ).toEqual(['[  OK  ] Started sshd', 'two\tthree', '', 'end'])
})

test('only the last two hundred lines are given', async () => {
  const lines = await linesOf(Array.from({ length: 500 }, (_, line) => `line ${line}\n`).join(''))
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([200, 'line 300', 'line 499'])
})

test('a private key on it is taken out before it is cut into lines', async () => {
  const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXk\n'.repeat(300)}-----END OPENSSH PRIVATE KEY-----\n`
  expect(await linesOf(`before\n${key}after`)).toEqual(['before', '[redacted private key]', 'after'])
})

test('an instance that wrote nothing yet has no lines', async () => {
  const { calls } = await askingStub(() => ec2Answer('GetConsoleOutput', '<instanceId>i-1</instanceId>'))
  expect(await readConsole(instance, calls)).toEqual({ value: { lines: [], at: undefined } })
})

test('who may not read it is told what is missing', async () => {
  const { calls } = await askingStub(() => ec2Error('UnauthorizedOperation', 403))
  expect(await readConsole(instance, calls)).toEqual({
    unread: expect.stringMatching(
      /^The console output could not be read: The role WindlassRead of production may not do ec2:GetConsoleOutput in eu-central-1 /,
    ),
  })
})

test('the console of one that was shut down from inside ends with that', async () => {
  const { calls, detailsOf, simulation } = await askingOrganisation()
  const found = (await detailsOf('warehouse-sftp')).instance
  simulation.allowOnly(readActions.readConsole)
  const read = known(await readConsole(found, calls))
  expect(read?.at).toBe(noon - 2 * 86_400_000)
  expect(read?.lines.at(-1)).toMatch(/^\[ *\d+\.\d+\] reboot: Power down$/)
  expect(read?.lines).toContainEqual(expect.stringMatching(/systemd-logind.*The system will power off now!$/))
})
