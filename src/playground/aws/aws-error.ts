/** What an action answers instead of a result; the protocol words it as AWS would on the wire. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  /** What the error says beside its message, where the protocol has room for it. */
  readonly members: Readonly<Record<string, string>>

  constructor(code: string, message: string, particulars: number | Particulars = {}) {
    super(message)
    const { status = 400, members = {} } = typeof particulars === 'number' ? { status: particulars } : particulars
    this.name = 'AwsError'
    this.code = code
    this.status = status
    this.members = members
  }
}

type Particulars = { readonly status?: number; readonly members?: Readonly<Record<string, string>> }
