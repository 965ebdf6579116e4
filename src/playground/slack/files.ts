import { newSecret, newSlackId } from './ids.ts'

export type StoredFile = {
  id: string
  name: string
  title: string
  size: number
  bytes: Buffer | undefined
  channels: Set<string>
}

export type Files = ReturnType<typeof createFiles>

/** Uploads in the three steps of Slack's second way: an url, the bytes, and the conversation. */
export function createFiles() {
  const files = new Map<string, StoredFile>()
  const uploads = new Map<string, string>()
  return {
    /** Returns the path to send the bytes to, good once. */
    announce(name: string, size: number): { file: StoredFile; uploadPath: string } {
      const file = { id: newSlackId('F'), name, title: name, size, bytes: undefined, channels: new Set<string>() }
      const uploadPath = `/upload/v1/${newSecret()}`
      files.set(file.id, file)
      uploads.set(uploadPath, file.id)
      return { file, uploadPath }
    },
    /** False where the url is unknown or used, or the length is another than announced. */
    receive(uploadPath: string, bytes: Buffer): boolean {
      const file = files.get(uploads.get(uploadPath) ?? '')
      if (file === undefined || bytes.length !== file.size) return false
      uploads.delete(uploadPath)
      file.bytes = bytes
      return true
    },
    /** What a person attaches to a message. */
    keep(name: string, bytes: Buffer, channel: string): StoredFile {
      const id = newSlackId('F')
      const file = { id, name, title: name, size: bytes.length, bytes, channels: new Set([channel]) }
      files.set(id, file)
      return file
    },
    find: (id: string) => files.get(id),
  }
}

/** The bytes of an upload: as they are, or in the one field of a form, as the SDK sends them. */
export async function readUpload(body: Buffer<ArrayBuffer>, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData()
  const [field] = form.values()
  if (field === undefined) return Buffer.alloc(0)
  return typeof field === 'string' ? Buffer.from(field) : Buffer.from(await field.arrayBuffer())
}
