import { z } from 'zod'
import { isSeenByApp } from '../downloads.ts'
import { fileObject } from '../file-object.ts'
import { SlackError } from '../slack-error.ts'
import { type ApiMethod, parseArgs } from './method.ts'

const args = z.object({ file: z.string() })

export const filesInfo: ApiMethod = {
  token: 'bot',
  run(given, { workspace, files, urlTo }) {
    const { file: id } = parseArgs(args, given)
    const file = files.find(id)
    if (file === undefined || !isSeenByApp(id, { workspace, files })) throw new SlackError('file_not_found')
    return { file: fileObject(file, urlTo), comments: [], response_metadata: { next_cursor: '' } }
  },
}
