import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createAppLink, manifestFor, missingScopes, scopes, toYaml } from '../../src/slack/manifest.ts'

const commands = [{ command: '/ec2', description: 'EC2: what is there', usageHint: 'list | show <name>?' }]

test('with sockets Slack needs no address', () => {
  const manifest = manifestFor(commands, { kind: 'socket' })
  expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } })
  expect(JSON.stringify(manifest)).not.toContain('url')
  expect(manifest.features.slash_commands).toEqual([
    { command: '/ec2', description: 'EC2: what is there', usage_hint: 'list | show <name>?', should_escape: true },
  ])
})

test('with HTTP everything goes to one address', () => {
  const requestUrl = 'https://windlass.example.com/slack/events'
  const manifest = manifestFor(commands, { kind: 'http', requestUrl })
  expect(manifest.settings.socket_mode_enabled).toBe(false)
  expect(JSON.stringify(manifest).split(requestUrl)).toHaveLength(5)
})

test('a person can write to the bot in its direct messages', () => {
  const { features, settings, oauth_config } = manifestFor(commands, { kind: 'socket' })
  expect(features.app_home).toMatchObject({ messages_tab_enabled: true, messages_tab_read_only_enabled: false })
  expect(settings.event_subscriptions.bot_events).toContain('message.im')
  expect(oauth_config.scopes.bot).toContain('im:history')
})

test('it is an agent that can be stopped, and suggests what to ask it', () => {
  const { features, settings, oauth_config } = manifestFor(commands, { kind: 'socket' })
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300)
  expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4)
  expect(settings.event_subscriptions.bot_events).toEqual(
    expect.arrayContaining(['app_home_opened', 'agent_session_stopped']),
  )
  expect(oauth_config.scopes.bot).toContain('assistant:write')
  const callbacks = features.shortcuts.map(({ callback_id }) => callback_id)
  expect(callbacks).toEqual(['invoke_with_message', 'explain_message'])
  expect(features.shortcuts.every(({ name }) => name.length <= 24)).toBe(true)
})

test('the limits of Slack are kept', () => {
  const { display_information: shown, features } = manifestFor(
    [{ command: '/ec2', description: 'x'.repeat(3_000), usageHint: 'y'.repeat(3_000) }],
    { kind: 'socket' },
  )
  expect(shown.name.length).toBeLessThanOrEqual(35)
  expect(shown.description.length).toBeLessThanOrEqual(140)
  expect(features.slash_commands[0]?.description).toHaveLength(2_000)
  expect(features.slash_commands[0]?.usage_hint).toHaveLength(1_000)
})

test('as YAML and in the link it is the same manifest', () => {
  const manifest = manifestFor(commands, { kind: 'socket' })
  expect(parse(toYaml(manifest))).toEqual(manifest)
  expect(toYaml(manifest)).toContain('usage_hint: "list | show <name>?"')
  const link = new URL(createAppLink(manifest))
  expect(`${link.origin}${link.pathname}`).toBe('https://api.slack.com/apps')
  expect(link.searchParams.get('new_app')).toBe('1')
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(manifest)
})

test('scopes that the app was not granted are named', () => {
  expect(missingScopes(scopes.filter((scope) => scope !== 'files:write'))).toEqual(['files:write'])
  expect(missingScopes([...scopes, 'more'])).toEqual([])
  expect(missingScopes(undefined)).toEqual([])
})
