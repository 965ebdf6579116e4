import type { WebClient } from '@slack/web-api'
import { scrub } from '../core/scrub.ts'
import type { ViewFile } from '../core/view.ts'
import { oneLine, shorten } from './clean-text.ts'
import type { Posting } from './posting.ts'
import { postTo } from './response-url.ts'

type Sending = { readonly client: WebClient; readonly posting: Posting; readonly send: typeof fetch }

const maxNameLength = 255

/** The three steps of docs.slack.dev/messaging/working-with-files#upload, each tried again by itself. */
export async function sendFile(
  { user, file }: { user: string; file: ViewFile },
  { client, posting, send }: Sending,
): Promise<void> {
  const bytes = new TextEncoder().encode(scrub(file.content))
  const filename = shorten(oneLine(file.name), maxNameLength)
  const channel_id = await posting.openDirect(user)
  const { upload_url, file_id } = await posting.retry('files.getUploadURLExternal', () =>
    client.files.getUploadURLExternal({ filename, length: bytes.length }),
  )
  if (upload_url === undefined || file_id === undefined) throw new Error('files.getUploadURLExternal gave no address')
  await posting.retry('upload', () => postTo(upload_url, bytes, { send, type: 'application/octet-stream' }))
  const title = shorten(oneLine(file.title), maxNameLength)
  await posting.retryPost('files.completeUploadExternal', () =>
    client.files.completeUploadExternal({ channel_id, files: [{ id: file_id, title }] }),
  )
}
