import { linkedHost } from './hosts.ts'

/** Links and images become their text, addresses nothing: what a model writes may have been put into its mouth. */
export function withoutLinks(text: string, keeps?: Keeps): string {
  return withoutAddresses(text.replace(/!?\[([^\][]{0,500})\]\([^)\s]{0,2000}(?:\s[^)]{0,500})?\)/g, '$1'), keeps)
}

/** Of hosts that stand alone; small letters only. */
type Keeps = (host: string) => boolean

/** Whatever Slack would make a link of. */
export function withoutAddresses(text: string, keeps: Keeps = () => false): string {
  return text.replace(address, left).replace(hosted, (found) => (keeps(found.toLowerCase()) ? found : left))
}

/** Hosts as `keeps` is asked for them. */
export function hostsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(hosted)].map(([found]) => found.toLowerCase()))
}

const left = '(link left out)'
// `http:` works without slashes and with others; `https:443` is a port.
const address =
  /<?(?<![a-z0-9])(?:(?:ftp|slack):[\\/]{2}|https?:(?=[\\/\p{L}[]|\d+\.)|(?:mailto|javascript):(?=[^\s])|www\.)[^\s<>()[\]]*>?/giu
const hosted = new RegExp(
  String.raw`(?:\/\/)?(?<![\p{L}\p{N}])(?:[\w.+-]{1,64}@)?${linkedHost}(?::\d{1,5})?(?:[/?#][^\s<>()[\]]*)?`,
  'giu',
)
