import { expect, test } from 'vitest'
import { errorOf } from './errors.ts'
import { people, startStage, userGroups } from './fixture.ts'

const { grace } = people

test('user groups are listed with their members where those are asked for', async () => {
  const { client } = await startStage()
  const { usergroups } = await client.usergroups.list({ include_users: true })
  expect(usergroups).toMatchObject(Object.values(userGroups).map((group) => ({ ...group, date_delete: 0 })))
  const [group] = (await client.usergroups.list()).usergroups ?? []
  expect(group).not.toHaveProperty('users')
})

test('the members of one group are listed, and an unknown group is none', async () => {
  const { client } = await startStage()
  expect(await client.usergroups.users.list({ usergroup: userGroups.leads.id })).toMatchObject({ users: [grace.id] })
  expect(await errorOf(client.usergroups.users.list({ usergroup: 'S0NONE' }))).toMatchObject({
    error: 'no_such_subteam',
  })
})
