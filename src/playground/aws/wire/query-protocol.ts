import { AwsError } from '../aws-error.ts'
import type { WireRequest } from '../signature.ts'
import type { Protocol } from './protocol.ts'
import { parseTree, readQuery, wireName } from './query-reader.ts'
import { inputOf, membersOf, outputOf } from './schema.ts'
import { escapeXml, writeXml } from './xml-writer.ts'

const contentType = 'text/xml;charset=UTF-8'
const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n'

const parametersOf = ({ method, query, body }: WireRequest): URLSearchParams =>
  method === 'GET' ? query : new URLSearchParams(body.toString())

export const queryActionOf = (request: WireRequest): string => parametersOf(request).get('Action') ?? ''

export function ec2QueryProtocol(namespace: string): Protocol {
  return {
    format: 'xml',
    nameOf: queryActionOf,
    readInput(operation, request) {
      const tree = parseTree(parametersOf(request))
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
    format: 'xml',
    nameOf: queryActionOf,
    readInput: (operation, request) => readQuery(inputOf(operation), parseTree(parametersOf(request)), 'awsQuery'),
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
