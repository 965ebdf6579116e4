import { useEffect } from 'react'
import type { PageChannel } from '../slack/page-contract.ts'
import { useSession } from './session.ts'

/** An app answers a direct message in its thread: it is opened when an answer begins to grow there. */
export function useStreamedThread(channel: PageChannel | undefined): void {
  const { workspace, openThread } = useSession()
  const isHere = (each: { channel: string }) => channel?.kind === 'direct' && each.channel === channel.id
  const growing = workspace.messages.findLast((each) => isHere(each) && each.stream?.isGrowing === true)
  const root = workspace.messages.find((each) => isHere(each) && each.ts === growing?.threadTs)
  const ts = growing?.ts
  useEffect(() => {
    if (ts !== undefined && root !== undefined) openThread(root)
    // Once for each answer, so that who closes the thread is left alone.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [ts])
}
