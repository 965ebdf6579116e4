import { z } from 'zod'
import { composeContent } from '../app-message.ts'
import type { StoredFile } from '../files.ts'
import { SlackError } from '../slack-error.ts'
import { type ApiMethod, getWritable, json, parseArgs } from './method.ts'

const urlArgs = z.object({ filename: z.string().min(1), length: z.coerce.number().int().positive() })
const completeArgs = z.object({
  files: json(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
  channel_id: z.string().optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().optional(),
})

export const filesGetUploadUrlExternal: ApiMethod = {
  token: 'bot',
  run(args, { files, urlTo }) {
    const { filename, length } = parseArgs(urlArgs, args)
    const { file, uploadPath } = files.announce(filename, length)
    return { upload_url: urlTo(uploadPath), file_id: file.id }
  },
}

/** Shares the files in one message; without a conversation they stay private, as at Slack. */
export const filesCompleteUploadExternal: ApiMethod = {
  token: 'bot',
  run(args, { workspace, files }) {
    const given = parseArgs(completeArgs, args)
    const uploaded = given.files.map(({ id, title }): StoredFile => {
      const file = files.find(id)
      if (file?.bytes === undefined) throw new SlackError('file_not_found')
      file.title = title ?? file.title
      return file
    })
    if (given.channel_id !== undefined) {
      const { id: channel } = getWritable(workspace, given.channel_id)
      const comment = given.initial_comment ?? ''
      const content = comment === '' ? { text: '', blocks: [], notifies: [] } : composeContent({ text: comment })
      for (const file of uploaded) file.channels.add(channel)
      const ids = uploaded.map(({ id }) => id)
      const author = { user: workspace.app.user, isFromApp: true }
      workspace.post({ ...content, ...author, channel, threadTs: given.thread_ts, files: ids })
    }
    return { files: uploaded.map(({ id, title }) => ({ id, title })) }
  },
}
