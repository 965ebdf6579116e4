/**
 * The unstructured part of CloudWatch's filter patterns: every plain term and quoted phrase has to be there, one of
 * those with `?` where there are any, none with `-`. Upper and lower case differ (CloudWatch Logs User Guide, "Filter
 * pattern syntax").
 */
export function createFilter(pattern: string): (message: string) => boolean {
  const terms = [...pattern.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, mark = '', quoted, plain = '']) => ({
      mark,
      text: quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1'),
    }),
  )
  const of = (wanted: string): string[] => terms.filter(({ mark }) => mark === wanted).map(({ text }) => text)
  const [needed, optional, excluded] = [of(''), of('?'), of('-')]
  return (message) =>
    needed.every((text) => message.includes(text)) &&
    // Together with terms that are needed, those with `?` say nothing.
    (optional.length === 0 || needed.length > 0 || optional.some((text) => message.includes(text))) &&
    !excluded.some((text) => message.includes(text))
}

/** JSON and column patterns, and regular expressions, are not simulated: rather no answer than a wrong one. */
export const isSimulated = (pattern: string): boolean => !/^\s*[{[]|%/.test(pattern)
