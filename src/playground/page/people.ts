import type { PageUser } from '../slack/page-contract.ts'

export const slackbot: PageUser = {
  id: 'USLACKBOT',
  name: 'slackbot',
  realName: 'Slackbot',
  title: '',
  color: '#5f5f64',
  isBot: true,
  isStranger: false,
}

type Crowd = { readonly users: readonly PageUser[] }

export function findUser({ users }: Crowd, id: string): PageUser | undefined {
  return id === slackbot.id ? slackbot : users.find((user) => user.id === id)
}

export function findBot({ users }: Crowd): PageUser | undefined {
  return users.find(({ isBot }) => isBot)
}
