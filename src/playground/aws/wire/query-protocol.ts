import type { StaticOperationSchema } from '@smithy/types'
import { AwsError } from '../aws-error.ts'
import { type Dialect, parseTree, readQuery, wireName } from './query-reader.ts'
import { inputOf, membersOf, outputOf } from './schema.ts'
import { escapeXml, writeXml } from './xml-writer.ts'

export type Reply = { readonly status: number; readonly contentType: string; readonly body: string }

/** The server's side of one wire protocol; the client's side is the SDK's. */
export type Protocol = {
  readonly dialect: Dialect
  readInput(operation: StaticOperationSchema, parameters: URLSearchParams): unknown
  writeOutput(operation: StaticOperationSchema, output: object, requestId: string): Reply
  writeError(error: AwsError, requestId: string): Reply
}

const contentType = 'text/xml;charset=UTF-8'
const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n'

export function ec2QueryProtocol(namespace: string): Protocol {
  return {
    dialect: 'ec2Query',
    readInput(operation, parameters) {
      const tree = parseTree(parameters)
      const known = new Set(membersOf(inputOf(operation)).map((member) => wireName(member, 'ec2Query')))
      const unknown = [...tree.keys()].find((name) => !known.has(name) && name !== 'Action' && name !== 'Version')
      if (unknown !== undefined) throw new AwsError('UnknownParameter', `The parameter ${unknown} is not recognized`)
      return readQuery(inputOf(operation), tree, 'ec2Query')
    },
    writeOutput(operation, output, requestId) {
      const schema = outputOf(operation)
      const content = schema.isUnitSchema() ? '<return>true</return>' : writeXml(schema, output)
      const name = `${operation[2]}Response`
      const body = `${prolog}<${name} xmlns="${namespace}"><requestId>${requestId}</requestId>${content}</${name}>`
      return { status: 200, contentType, body }
    },
    writeError({ code, message, status }, requestId) {
      const error = `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`
      const body = `${prolog}<Response><Errors>${error}</Errors><RequestID>${requestId}</RequestID></Response>`
      return { status, contentType, body }
    },
  }
}

export function awsQueryProtocol(namespace: string): Protocol {
  return {
    dialect: 'awsQuery',
    readInput: (operation, parameters) => readQuery(inputOf(operation), parseTree(parameters), 'awsQuery'),
    writeOutput(operation, output, requestId) {
      const name = operation[2]
      const result = `<${name}Result>${writeXml(outputOf(operation), output)}</${name}Result>`
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`
      return {
        status: 200,
        contentType,
        body: `<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`,
      }
    },
    writeError({ code, message, status }, requestId) {
      const type = status < 500 ? 'Sender' : 'Receiver'
      const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`
      const body = `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`
      return { status, contentType, body }
    },
  }
}
