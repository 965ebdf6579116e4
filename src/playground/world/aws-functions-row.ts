import type { Runtime } from '@aws-sdk/client-lambda'
import type { Code, Load } from '../aws/lambda/simulated-function.ts'
import type { Ago } from './aws-row.ts'

/** One function of the organisation, as short as it can be said. */
export type FunctionRow = {
  readonly account: 'production' | 'staging' | 'sandbox'
  readonly region: string
  readonly name: string
  readonly about: string
  /** None where it is a container image. */
  readonly runtime?: Runtime
  readonly handler?: string
  readonly memoryMb: number
  readonly timeoutSeconds: number
  readonly isArm?: boolean
  readonly team: string
  readonly owner: string
  readonly tags?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  readonly layers?: readonly string[]
  readonly isInVpc?: boolean
  readonly isSnapStarted?: boolean
  readonly state?: 'Inactive' | 'Failed'
  readonly code: Code
  readonly changed: Ago
  /** Published ones, oldest first; `$LATEST` has the code of the row. */
  readonly versions?: readonly {
    readonly name: string
    readonly code: Code
    readonly changed: Ago
    readonly about: string
  }[]
  readonly aliases?: readonly {
    readonly name: string
    readonly version: string
    readonly weights?: Readonly<Record<string, number>>
  }[]
  readonly reserved?: number
  /** Environments that stand ready for the alias `live`. */
  readonly provisioned?: number
  readonly retries?: number
  readonly url?: 'AWS_IAM' | 'NONE'
  readonly triggers?: readonly Trigger[]
  readonly load?: Load
  readonly needs?: number
}

export type Trigger =
  | { readonly kind: 'sqs' | 'dynamodb' | 'kinesis'; readonly source: string; readonly isOff?: boolean }
  | { readonly kind: 's3' | 'events' | 'sns' | 'api'; readonly source: string }
