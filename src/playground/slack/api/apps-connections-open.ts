import type { ApiMethod } from './method.ts'

export const appsConnectionsOpen: ApiMethod = {
  token: 'app',
  run: (_args, { newSocketUrl }) => ({ url: newSocketUrl() }),
}
