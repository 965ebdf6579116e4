import { z } from 'zod'

/** What the environment is begun with, as `workerData`. */
export const beginning = z.object({ source: z.string(), handler: z.string(), isNode: z.boolean() })
export type Beginning = z.infer<typeof beginning>

/** To the environment: an event, or that the wait it asked for is over. */
export const toEnvironment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waited') }),
  z.object({
    kind: z.literal('event'),
    /** JSON. */
    event: z.string(),
    timeoutMs: z.number(),
    context: z.object({
      awsRequestId: z.string(),
      functionName: z.string(),
      functionVersion: z.string(),
      invokedFunctionArn: z.string(),
      memoryLimitInMB: z.string(),
      logGroupName: z.string(),
      logStreamName: z.string(),
    }),
  }),
])
export type ToEnvironment = z.infer<typeof toEnvironment>

/** An error as the runtime reports it, and its stack as lines. */
const failure = z.object({
  type: z.string(),
  message: z.string(),
  trace: z.array(z.string()),
  logged: z.string().optional(),
})
export type Failure = z.infer<typeof failure>

export const fromEnvironment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('broken'), failure }),
  /** Nothing goes on until so much time has passed. */
  z.object({ kind: z.literal('wait'), ms: z.number() }),
  z.object({ kind: z.literal('line'), level: z.string(), text: z.string() }),
  z.object({ kind: z.literal('result'), json: z.string(), heapBytes: z.number() }),
  z.object({ kind: z.literal('failed'), failure, heapBytes: z.number() }),
])
export type FromEnvironment = z.infer<typeof fromEnvironment>
