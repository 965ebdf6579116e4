import { expect, it } from 'vitest'
import { apiMethods } from '../../../src/playground/slack/api/methods.ts'
import { neededScopes } from '../../../src/playground/slack/api/scopes.ts'
import { scopes } from '../../../src/slack/manifest.ts'
import { people, startStage } from './fixture.ts'

it.each([...neededScopes])('%s is refused without %s', async (method, scope) => {
  const { client } = await startStage({ scopes: scopes.filter((granted) => granted !== scope) })
  await expect(client.apiCall(method, { user: people.ada.id })).rejects.toMatchObject({
    data: { error: 'missing_scope' },
  })
})

// Slack's pages of these name no scope.
const free = ['auth.test', 'chat.getPermalink', 'views.open']

it('every other method of a bot token needs one that the manifest asks for', () => {
  const ofBot = [...apiMethods].filter(([, { token }]) => token === 'bot').map(([name]) => name)
  expect(new Set(neededScopes.keys())).toEqual(new Set(ofBot.filter((name) => !free.includes(name))))
  expect(scopes).toEqual(expect.arrayContaining([...new Set(neededScopes.values())]))
})
