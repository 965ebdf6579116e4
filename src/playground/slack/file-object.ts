import type { StoredFile } from './files.ts'

const kinds: Readonly<Record<string, { filetype: string; mimetype: string }>> = {
  json: { filetype: 'json', mimetype: 'application/json' },
  txt: { filetype: 'text', mimetype: 'text/plain' },
  csv: { filetype: 'csv', mimetype: 'text/csv' },
}

/** A file as messages and files.info show it; its content is behind `url_private`, for who has the right token. */
export function fileObject({ id, name, title, size }: StoredFile, urlTo: (path: string) => string) {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  const url = urlTo(downloadPath(id))
  return {
    id,
    name,
    title,
    ...(kinds[ending] ?? { filetype: 'binary', mimetype: 'application/octet-stream' }),
    size,
    mode: 'hosted',
    is_external: false,
    file_access: 'visible',
    url_private: url,
    url_private_download: `${url}/download`,
  }
}

function downloadPath(id: string): string {
  return `/files-pri/${id}`
}

/** The file that such a path is of. */
export function fileIn(path: string): string | undefined {
  return /^\/files-pri\/(F\w+)(?:\/download)?$/.exec(path)?.[1]
}
