import type { Receiver } from '@slack/bolt'

/** A way in which Slack reaches Windlass, as a receiver of Bolt's that also knows how it is. */
export type Transport = Receiver & {
  start(): Promise<void>
  isConnected(): boolean
  stop(): Promise<void>
}
