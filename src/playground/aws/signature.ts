import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** One HTTP request as it came over the wire; header names are in lower case. */
export type WireRequest = {
  readonly method: string
  /** Encoded, as it was sent. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

/** What a request's `Authorization` header says. */
export type Authorization = {
  readonly accessKeyId: string
  readonly date: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

const header =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/

export function findAuthorization({ headers }: WireRequest): Authorization | undefined {
  const [, accessKeyId, date, region, service, signed, signature] = header.exec(headers['authorization'] ?? '') ?? []
  if (accessKeyId === undefined || date === undefined || region === undefined) return undefined
  if (service === undefined || signed === undefined || signature === undefined) return undefined
  return { accessKeyId, date, region, service, signedHeaders: signed.split(';'), signature }
}

/** IAM User Guide, "Create a signed AWS API request" (Signature Version 4). */
export function isSignedWith(secret: string, request: WireRequest, authorization: Authorization): boolean {
  const { date, region, service, signature } = authorization
  const time = request.headers['x-amz-date'] ?? ''
  if (!time.startsWith(date) || !authorization.signedHeaders.includes('host')) return false
  const scope = `${date}/${region}/${service}/aws4_request`
  const hash = sha256(canonicalRequest(request, authorization))
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash}`
  const signingKey = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex'))
}

function canonicalRequest({ method, path, query, headers, body }: WireRequest, { signedHeaders }: Authorization) {
  const encodedQuery = [...query].map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
  const lines = signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}\n`)
  // Encoded a second time, as by every service but S3.
  const canonicalPath = path.split('/').map(encoded).join('/')
  const parts = [method, canonicalPath, encodedQuery.toSorted().join('&'), lines.join(''), signedHeaders.join(';')]
  return [...parts, sha256(body)].join('\n')
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, percent)
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
