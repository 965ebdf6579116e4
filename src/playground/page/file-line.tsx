import type { PageFile } from '../slack/page-contract.ts'
import { useSession } from './session.ts'

export function FileLine({ file }: { file: PageFile }) {
  const { workspace } = useSession()
  const kind = file.name.split('.').at(-1)?.toUpperCase() ?? ''
  return (
    <a className="file-line" href={`${file.url}${ownerQuery(file.url, workspace.me)}`} download={file.name}>
      <span className="file-icon" aria-hidden="true">
        {kind.slice(0, 4)}
      </span>
      <span className="file-names">
        <bdi className="file-title">{file.title || file.name}</bdi>
        <small>
          {file.name} · {sizeText(file.size)}
        </small>
      </span>
      <span className="file-download">Download</span>
    </a>
  )
}

/** A file is handed out only to somebody who sees its message. */
function ownerQuery(url: string, me: string): string {
  return url.includes('?') ? '' : `?as=${encodeURIComponent(me)}`
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const inKb = bytes / 1000
  return inKb < 1000 ? `${Math.round(inKb)} kB` : `${(inKb / 1000).toFixed(1)} MB`
}
