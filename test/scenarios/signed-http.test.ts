import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { answers, ask, directs, press, setStage, tableIn, tokens } from './stage.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => void server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

it('the whole app answers over signed HTTP as it does over sockets, copies included', async () => {
  const port = await freePort()
  const stage = await setStage({ transport: { kind: 'http', signingSecret: tokens.signingSecret, port } })
  await stage.start()
  expect(await stage.slack.useRequestUrl(`http://127.0.0.1:${port}/slack/events`)).toBe(true)
  stage.slack.act.fault({ kind: 'duplicate', on: true })
  const list = await ask(stage, '/ec2 list')
  const second = await press(stage, list, '21–40 of 61 ›')
  expect(tableIn(second)[1]).not.toEqual(tableIn(list)[1])
  const mention = await ask(stage, '@windlass ec2 list --state stopped')
  const direct = await ask(stage, 'ec2 list --state stopped', { channel: directs.ada })
  expect(tableIn(direct)).toEqual(tableIn(mention))
  expect(answers(stage)).toHaveLength(2)
  expect(answers(stage, { channel: directs.ada })).toHaveLength(1)
})
