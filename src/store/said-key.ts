// An entry of an index of PostgreSQL holds some 2,700 bytes; no command has as many words.
const longestKey = 200

/**
 * What was said, as it is searched for by its first words: however it was spaced, addressed or capitalised. It ends in
 * a space, so that `ec2 st` does not begin `ec2 stop`.
 */
export function saidKey(said: string): string {
  const words = said
    .replace(/^\s*<@[^>]*>/, '')
    .trim()
    .replace(/^\//, '')
    .toLowerCase()
    .split(/\s+/)
  return `${words.join(' ').slice(0, longestKey)} `
}
