import type { Move } from '../world.ts'

/** Why an instance changed its state, as it says itself (EC2 API Reference, StateReason). */
export type Why = Pick<Move, 'transition' | 'reason'>

const reason = (code: string, words: string): NonNullable<Why['reason']> => ({
  Code: code,
  Message: `${code}: ${words}`,
})

const userInitiated = (at: number): string =>
  `User initiated (${new Date(at).toISOString().replace('T', ' ').slice(0, 19)} GMT)`

export const byPerson = (at: number): Why => ({
  transition: userInitiated(at),
  reason: reason('Client.UserInitiatedShutdown', 'User initiated shutdown'),
})
export const byHibernation = (at: number): Why => ({
  transition: userInitiated(at),
  reason: reason('Client.UserInitiatedHibernate', 'User initiated hibernate'),
})
export const fromInside: Why = { reason: reason('Client.InstanceInitiatedShutdown', 'Instance initiated shutdown') }
export const bySpot: Why = {
  transition: 'Server.SpotInstanceTermination',
  reason: reason('Server.SpotInstanceTermination', 'Spot instance termination'),
}
/** What an instance says whose volumes could not be decrypted (EC2 User Guide, "Instance terminates immediately"). */
export const onLaunch: Why = {
  transition: 'Client.InternalError',
  reason: reason('Client.InternalError', 'Client error on launch'),
}
