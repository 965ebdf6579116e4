import { describe, expect, it } from 'vitest'
import { channels, newClient, people, type Stage, startBolt, startStage, tokens } from './fixture.ts'

const { ada, lin, rob } = people
const shortcuts = [{ callbackId: 'invoke_with_message', name: 'Invoke with this message', about: '' }]
const callbackId = 'invoke_with_message'

async function stageWithBolt() {
  const stage = await startStage({ shortcuts })
  const bodies: Record<string, unknown>[] = []
  await startBolt(stage, (app) =>
    app.shortcut({ callback_id: callbackId, type: 'message_action' }, async ({ ack, body, respond }) => {
      bodies.push({ ...body })
      await ack()
      await respond({ text: 'seen', response_type: 'ephemeral', replace_original: false })
    }),
  )
  return { ...stage, bodies }
}

/** Says it and gives the message. */
async function post(
  { slack }: Stage,
  text: string,
  { channel = channels.ops, files = [] }: { channel?: string; files?: { name: string; text: string }[] } = {},
) {
  expect(await slack.act.send({ as: lin.id, channel, text, files })).toEqual({ ok: true })
  const message = slack.messagesSeenBy(lin.id, channel).at(-1)
  if (message === undefined) throw new Error('nothing was posted')
  return message
}

describe("a message's shortcut", () => {
  it('brings the whole message, as Slack sends it, and can be answered to the person', async () => {
    const stage = await stageWithBolt()
    const { channel, ts } = await post(stage, 'look ```{"a": 1}``` @ada')
    expect(await stage.slack.act.shortcut({ as: ada.id, channel, ts, callbackId })).toEqual({ ok: true })
    expect(stage.bodies).toMatchObject([
      {
        type: 'message_action',
        callback_id: callbackId,
        team: { id: 'T0HARBOUR' },
        user: { id: ada.id },
        channel: { id: channel, name: 'ops' },
        message_ts: ts,
        trigger_id: expect.any(String),
        response_url: expect.stringMatching(/\/app\/T0HARBOUR\//),
        message: { type: 'message', user: lin.id, ts, text: 'look ```{"a": 1}``` <@U0ADA>' },
      },
    ])
    expect(JSON.stringify(stage.bodies)).toContain(
      '{"type":"rich_text_preformatted","elements":[{"type":"text","text":"{\\"a\\": 1}"}]}',
    )
    const answer = await stage.slack.until(() =>
      stage.slack.messagesSeenBy(ada.id, channel).find(({ isFromApp }) => isFromApp),
    )
    expect(answer).toMatchObject({ text: 'seen', visibleTo: ada.id })
  })

  it('is there for who sees the message, in every channel, and only by its name', async () => {
    const stage = await stageWithBolt()
    const { channel, ts } = await post(stage, 'hello', { channel: channels.webTeam })
    const use = (as: string, given = callbackId) => stage.slack.act.shortcut({ as, channel, ts, callbackId: given })
    expect(await use(ada.id)).toEqual({ ok: true })
    expect(await use(rob.id)).toMatchObject({ ok: false })
    expect(await use(ada.id, 'other')).toMatchObject({ ok: false })
    const seen = await stage.slack.until(() =>
      stage.slack.messagesSeenBy(ada.id, channel).find(({ visibleTo }) => visibleTo === ada.id),
    )
    expect(await stage.slack.act.shortcut({ as: ada.id, channel, ts: seen.ts, callbackId })).toMatchObject({
      ok: false,
    })
    expect(stage.bodies).toHaveLength(1)
  })
})

describe('a file that somebody attached', () => {
  const files = [{ name: 'orders.json', text: '{"a": 1}' }]

  it('is described in the message and by files.info, and handed out to the bot token alone', async () => {
    const stage = await stageWithBolt()
    const {
      channel,
      ts,
      files: [id = ''],
    } = await post(stage, '', { files })
    await stage.slack.act.shortcut({ as: ada.id, channel, ts, callbackId })
    const about = { id, name: 'orders.json', mimetype: 'application/json', filetype: 'json', size: 8, mode: 'hosted' }
    expect(stage.bodies).toMatchObject([{ message: { subtype: 'file_share', files: [about] } }])
    const { file } = await stage.client.files.info({ file: id })
    expect(file).toMatchObject(about)
    const get = (authorization?: string) =>
      fetch(file?.url_private ?? '', {
        redirect: 'manual',
        ...(authorization === undefined ? {} : { headers: { authorization } }),
      })
    expect(await (await get(`Bearer ${tokens.botToken}`)).text()).toBe('{"a": 1}')
    for (const other of [undefined, `Bearer ${tokens.appToken}`, 'Bearer xoxb-other', tokens.botToken]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await get(other)).status).toBe(302)
    }
  })

  it('is not there for the bot in a channel without it, nor without the scope', async () => {
    const stage = await startStage({ shortcuts })
    const {
      files: [id = ''],
    } = await post(stage, '', { channel: channels.webTeam, files })
    await expect(stage.client.files.info({ file: id })).rejects.toThrow('file_not_found')
    const narrow = await startStage({ shortcuts, scopes: ['chat:write'] })
    const {
      files: [other = ''],
    } = await post(narrow, '', { files })
    await expect(newClient(narrow.slack, tokens.botToken).files.info({ file: other })).rejects.toThrow('missing_scope')
    const authorization = `Bearer ${tokens.botToken}`
    const answer = await fetch(`${narrow.slack.url}/files-pri/${other}`, {
      redirect: 'manual',
      headers: { authorization },
    })
    expect(answer.status).toBe(302)
  })
})

it('one long word is a message within a second', async () => {
  const stage = await startStage()
  const startedAt = performance.now()
  for (const letter of ['a', 'a.', 'a-', '@a', 'A1+']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await post(stage, letter.repeat(40_000 / letter.length))
  }
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})
