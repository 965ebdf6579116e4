import type { LambdaFunction } from './function.ts'

type Logging = Pick<LambdaFunction, 'name' | 'logGroup'>

const usualGroupOf = ({ name }: Logging): string => `/aws/lambda/${name}`

export const logGroupOf = (shown: Logging): string => shown.logGroup ?? usualGroupOf(shown)

/** Into any other group several functions may write. */
export const isOwnLogGroup = (shown: Logging): boolean => logGroupOf(shown) === usualGroupOf(shown)
