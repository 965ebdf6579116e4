/** What an ARN is of, in the words that people use for it: a queue's name, a rule's, a path of an API. */
export function sourceName(arn: string): string {
  const [, , service = '', , account = '', ...rest] = arn.split(':')
  const resource = rest.join(':')
  if (resource === '') return account === '' ? arn : account
  if (service === 'execute-api') return apiName(resource)
  if (service === 'logs') return resource.replace(/^log-group:/, '').replace(/:\*$/, '')
  const parts = resource.split(/[/:]/)
  return (secondNamed.has(service) ? parts[1] : parts.at(-1)) ?? resource
}

// table/orders/stream/…, stream/clicks/consumer/…, cluster/name/id, broker:name:id, targetgroup/name/id: the name is second.
const secondNamed = new Set(['dynamodb', 'kinesis', 'kafka', 'mq', 'rds', 'elasticloadbalancing'])

/** id/stage/METHOD/path (API Gateway Developer Guide, "Control access for invoking an API"). */
function apiName(resource: string): string {
  const [id = '', , method = '*', ...path] = resource.split('/')
  const way = path.length === 0 || path.join('/') === '*' ? '' : `/${path.join('/')}`
  const asked = [method === '*' ? '' : method, way].filter((part) => part !== '').join(' ')
  return asked === '' ? id : `${asked} of ${id}`
}

/** The version or alias at the end of a function's ARN. */
export function qualifierOf(functionArn: string | undefined): string | undefined {
  return functionArn?.split(':')[7]
}
