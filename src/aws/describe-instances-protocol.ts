import { AwsEc2QueryProtocol } from '@aws-sdk/core/protocols'
import type {
  HandlerExecutionContext,
  HttpResponse,
  MetadataBearer,
  OperationSchema,
  SerdeFunctions,
} from '@smithy/types'
import type { Pacer } from './pacer.ts'
import { XmlReader } from './xml-reader.ts'
import { memberOf, structOf, type Wanted } from './xml-shapes.ts'

type Context = HandlerExecutionContext & SerdeFunctions

type Options = { readonly pacer: Pacer; readonly schema: Parameters<typeof structOf>[0]; readonly wanted?: Wanted }

/**
 * EC2's protocol, but an answer of DescribeInstances is read while it arrives and with pauses: the stock reader takes
 * many times as long and acknowledges nothing to Slack meanwhile (bench/). Requests, errors and every other operation
 * stay the SDK's. A class, and inherited, because that is the form in which the SDK takes a protocol.
 */
export function describeInstancesProtocol({ pacer, schema, wanted = {} }: Options) {
  const root = memberOf('DescribeInstancesResponse', structOf(schema, wanted))

  return class extends AwsEc2QueryProtocol {
    override async deserializeResponse<Output extends MetadataBearer>(
      operation: OperationSchema,
      context: Context,
      response: HttpResponse,
    ): Promise<Output> {
      const isOurs = operation.name.endsWith('DescribeInstances') && response.statusCode < 300
      if (!isOurs || !isByteStream(response.body)) return super.deserializeResponse(operation, context, response)
      const reader = new XmlReader(root)
      for await (const bytes of response.body) {
        reader.push(bytes)
        await pacer.run(() => reader.step())
      }
      const result = { ...reader.end(), $metadata: this.deserializeMetadata(response) }
      // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- the shape was read by the schema of this very output
      return result as unknown as Output
    }
  }
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}
