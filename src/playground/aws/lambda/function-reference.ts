/** How a request names a function: by name, by a part of its ARN or the whole of it, with or without a qualifier. */
export type FunctionReference = {
  readonly name: string
  readonly qualifier: string | undefined
  readonly region: string | undefined
  readonly account: string | undefined
}

/** Lambda API Reference, "FunctionName". */
const written =
  /^(?:(?:arn:aws[\w-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?function:|(\d{12}):function:)?([\w-]+)(?::(\$LATEST|[\w-]+))?$/

export function parseFunctionReference(text: string): FunctionReference | undefined {
  const [, region, account, alone, name, qualifier] = written.exec(text) ?? []
  return name === undefined ? undefined : { name, qualifier, region, account: account ?? alone }
}

export const functionNameIn = (text: string): string => parseFunctionReference(text)?.name ?? text
