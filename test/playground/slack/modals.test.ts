import type { App } from '@slack/bolt'
import { expect, test } from 'vitest'
import { channels, directs, people, type Stage, startBolt, startHttpBolt, startStage } from './fixture.ts'
import { confirmation, modalOf, nameInput, openModal, opensOnCommand, typedName } from './modal-fixture.ts'

const { ada, lin } = people

function submit({ slack }: Stage, viewId: string, text: string) {
  return slack.act.submit({ as: lin.id, viewId, values: typedName(text) })
}

test('a modal opens for the person who gave the command, and for nobody else', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => opensOnCommand(app, confirmation()))
  expect(await openModal(stage)).toMatchObject({
    appName: 'Windlass',
    title: 'Terminate web-1',
    submit: 'Terminate',
    close: 'Keep it',
    blocks: [
      { type: 'section', block_id: expect.stringMatching(/^.{5}$/) },
      { type: 'input', block_id: 'name', label: { emoji: true }, element: { action_id: 'typed' } },
    ],
  })
  expect(modalOf(stage, ada.id)).toBeUndefined()
})

test('the page hears of its own modal as it opens and closes, and may submit it', async () => {
  const stage = await startStage()
  const { url } = stage.slack
  await startBolt(stage, (app) => opensOnCommand(app, confirmation()))
  const aborted = new AbortController()
  const { body } = await fetch(`${url}/ui/events?as=${lin.id}`, { signal: aborted.signal })
  const { viewId } = await openModal(stage)
  const post = async (path: string, request: object) => {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(request) })
    return answer.json()
  }
  expect(await post('/ui/submit', { as: lin.id, viewId, values: typedName('w') })).toMatchObject({
    blockErrors: { name: expect.any(String) },
  })
  expect(await post('/ui/close', { as: lin.id, viewId })).toEqual({ ok: true })

  let heard = ''
  for await (const chunk of body ?? []) {
    heard += Buffer.from(chunk).toString()
    if (heard.includes('modal-closed')) break
  }
  const events = heard.split('\n').filter((line) => line.includes('"type":"modal'))
  expect(events.map((line) => JSON.parse(line.slice('data: '.length)))).toMatchObject([
    { type: 'modal', modal: { viewId, title: 'Terminate web-1' } },
    { type: 'modal-closed', viewId },
  ])
})

test.for(['sockets', 'signed HTTP'])(
  'over %s a submission brings what was typed, and an empty ack closes',
  async (way) => {
    const stage = await startStage()
    const bodies: unknown[] = []
    const listen = (app: App) => {
      opensOnCommand(app, confirmation())
      app.view('confirm', async ({ ack, body, client }) => {
        bodies.push(body)
        await ack()
        await client.chat.postMessage({ channel: body.user.id, text: 'done' })
      })
    }
    if (way === 'sockets') await startBolt(stage, listen)
    else expect(await stage.slack.useRequestUrl(await startHttpBolt(stage, listen))).toBe(true)
    const { viewId } = await openModal(stage)

    expect(await submit(stage, viewId, 'web-1')).toEqual({ ok: true })
    expect(modalOf(stage)).toBeUndefined()
    expect(bodies).toMatchObject([
      {
        type: 'view_submission',
        user: { id: lin.id, team_id: 'T0HARBOUR' },
        trigger_id: expect.any(String),
        response_urls: [],
        view: {
          id: viewId,
          root_view_id: viewId,
          callback_id: 'confirm',
          private_metadata: 'C7',
          hash: expect.any(String),
          state: { values: { name: { typed: { type: 'plain_text_input', value: 'web-1' } } } },
        },
      },
    ])
    await stage.slack.until(() => stage.slack.messagesSeenBy(lin.id, directs.lin).find(({ text }) => text === 'done'))
  },
)

test('errors of the app are shown at their block, and the modal stays', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    opensOnCommand(app, confirmation())
    app.view('confirm', ({ ack }) => ack({ response_action: 'errors', errors: { name: 'That is not its name.' } }))
  })
  const { viewId } = await openModal(stage)
  expect(await submit(stage, viewId, 'web-2')).toEqual({
    ok: false,
    blockErrors: { name: 'That is not its name.' },
  })
  expect(modalOf(stage)?.viewId).toBe(viewId)
})

test('an update takes the place of what the modal showed', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    opensOnCommand(app, confirmation())
    const { submit: _, ...view } = confirmation({ title: { type: 'plain_text', text: 'Gone' }, blocks: [] })
    app.view('confirm', ({ ack }) => ack({ response_action: 'update', view }))
  })
  const { viewId } = await openModal(stage)
  expect(await submit(stage, viewId, 'web-1')).toEqual({ ok: true })
  expect(modalOf(stage)).toEqual({ viewId, appName: 'Windlass', title: 'Gone', close: 'Keep it', blocks: [] })
})

test('a submission that nobody acknowledges within three seconds leaves the modal open and says so', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    opensOnCommand(app, confirmation())
    app.view('confirm', async () => {})
  })
  const { viewId } = await openModal(stage)
  const submitted = submit(stage, viewId, 'web-1')
  await stage.slack.until(() => stage.slack.wire().find(({ title }) => title === 'interactive · view_submission'))
  await stage.clock.elapse(3_000)
  expect(await submitted).toEqual({ ok: false, error: 'We had some trouble connecting. Try again?' })
  expect(modalOf(stage)?.viewId).toBe(viewId)
})

test.for<[string, Record<string, unknown>]>([
  ['an error at a block that is no input', { response_action: 'errors', errors: { other: 'x' } }],
  ['no error at all', { response_action: 'errors', errors: {} }],
  ['an update to what is no view', { response_action: 'update', view: { type: 'modal' } }],
  ['an action that Slack does not know', { response_action: 'shrug' }],
  ['something that is no answer to a submission', { text: 'ok' }],
])('%s is trouble to Slack', async ([, answer]) => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    opensOnCommand(app, confirmation())
    app.view('confirm', async ({ ack }) => Reflect.apply(ack, undefined, [answer]))
  })
  const { viewId } = await openModal(stage)
  expect(await submit(stage, viewId, 'web-1')).toEqual({
    ok: false,
    error: 'We had some trouble connecting. Try again?',
  })
})

test.for<[string, string]>([
  ['', 'Please complete this required field.'],
  ['w', 'Please enter at least 2 characters.'],
  ['web-1-web-1', 'Please enter no more than 10 characters.'],
])('%j is refused before the app hears of it', async ([text, error]) => {
  const stage = await startStage()
  await startBolt(stage, (app) => opensOnCommand(app, confirmation()))
  const { viewId } = await openModal(stage)
  expect(await submit(stage, viewId, text)).toEqual({ ok: false, blockErrors: { name: error } })
  expect(stage.slack.wire().some(({ title }) => title === 'interactive · view_submission')).toBe(false)
})

test('an optional input may stay empty, and its value is null', async () => {
  const stage = await startStage()
  const values: unknown[] = []
  await startBolt(stage, (app) => {
    opensOnCommand(app, confirmation({ blocks: [{ ...nameInput, optional: true }] }))
    app.view('confirm', async ({ ack, view }) => {
      values.push(view.state.values)
      await ack()
    })
  })
  const { viewId } = await openModal(stage)
  expect(await stage.slack.act.submit({ as: lin.id, viewId, values: {} })).toEqual({ ok: true })
  expect(values).toEqual([{ name: { typed: { type: 'plain_text_input', value: null } } }])
})

test.for([true, false])('closing a modal is told where notify_on_close is %s', async (notifies) => {
  const stage = await startStage()
  const bodies: unknown[] = []
  await startBolt(stage, (app) => {
    opensOnCommand(app, confirmation({ notify_on_close: notifies }))
    app.view({ type: 'view_closed', callback_id: 'confirm' }, async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    })
  })
  const { viewId } = await openModal(stage)
  expect(await stage.slack.act.close({ as: lin.id, viewId })).toEqual({ ok: true })
  expect(modalOf(stage)).toBeUndefined()
  expect(bodies).toMatchObject(notifies ? [{ type: 'view_closed', is_cleared: false, view: { id: viewId } }] : [])
})

test('nobody submits or closes the modal of another, or one that is gone', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    opensOnCommand(app, confirmation())
    app.view('confirm', ({ ack }) => ack())
  })
  const { viewId } = await openModal(stage)
  const { act } = stage.slack
  expect(await act.submit({ as: ada.id, viewId, values: typedName('web-1') })).toMatchObject({ ok: false })
  expect(await act.close({ as: ada.id, viewId })).toMatchObject({ ok: false })
  expect(await submit(stage, viewId, 'web-1')).toEqual({ ok: true })
  expect(await submit(stage, viewId, 'web-1')).toMatchObject({ ok: false })
})

test('a modal takes the place of the one that was open', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => opensOnCommand(app, confirmation()))
  const first = await openModal(stage)
  await stage.slack.act.send({ as: lin.id, channel: channels.ops, text: '/ec2 terminate' })
  const second = await stage.slack.until(() => {
    const modal = modalOf(stage)
    return modal?.viewId === first.viewId ? undefined : modal
  })
  expect(await stage.slack.act.close({ as: lin.id, viewId: first.viewId })).toMatchObject({ ok: false })
  expect(await stage.slack.act.close({ as: lin.id, viewId: second.viewId })).toEqual({ ok: true })
})
