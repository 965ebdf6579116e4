import { AwsError } from '../aws-error.ts'
import { queryPage } from '../query-page.ts'

type Asked = { readonly limit: number | undefined; readonly token: string | undefined; readonly most: number }

export function logPage<Item>(
  list: readonly Item[],
  { limit, token, most }: Asked,
): { items: Item[]; nextToken?: string } {
  const size = limit ?? most
  if (!(size >= 1 && size <= most))
    throw new AwsError(
      'InvalidParameterException',
      `1 validation error detected: Value '${size}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${most}`,
    )
  try {
    const { items, next } = queryPage(list, { size, token })
    return next === undefined ? { items } : { items, nextToken: next }
  } catch (error) {
    throw error instanceof AwsError
      ? new AwsError('InvalidParameterException', 'The specified nextToken is invalid.')
      : error
  }
}
