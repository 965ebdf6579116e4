import type { Code, Manner } from '../aws/lambda/simulated-function.ts'

type Rest = Partial<Manner> & { readonly initMs?: number }

/** A handler, and how it goes where others invoke it. */
function code(p50Ms: number, source: string, { initMs = 0, ...rest }: Rest = {}): Code {
  const manner = { p50Ms, p95Ms: p50Ms * 2.2, memoryMb: 92, says: ['Done in {id}'], ...rest }
  return { source: source.trimStart(), initMs, manner }
}

const wait = 'const wait = (ms) => new Promise((done) => setTimeout(done, ms))'

export const echo = code(
  4,
  `
exports.handler = async (event) => event
`,
  { says: [] },
)

const intake = (newer: string): string => `
${wait}

exports.handler = async (event, context) => {
  const lines = event.lines ?? [{ sku: 'HB-1001', count: 1, cents: 2490 }]
  console.log('Order of', lines.length, 'lines, version', context.functionVersion)
${newer}  await wait(40)
  const cents = lines.reduce((sum, line) => sum + line.count * line.cents, 0)
  return { accepted: true, order: 'O-' + context.awsRequestId.slice(0, 8), cents }
}
`

export const orderIntake = code(48, intake(''), { says: ['Order of 2 lines, O-{id}'] })

/** Three in ten of the request ids begin below 0x4d, and fail. */
export const orderIntakeBad = code(
  61,
  intake(`  const customer = parseInt(context.awsRequestId.slice(0, 2), 16) < 0x4d ? undefined : { country: 'DE' }
  console.log('Ships to', customer.country)
`),
  {
    says: ['Order of 2 lines, O-{id}'],
    failing: { share: 0.3, type: 'TypeError', message: "Cannot read properties of undefined (reading 'country')" },
  },
)

const quote = (percent: number): string => `
${wait}

exports.handler = async ({ sku = 'HB-1001', count = 1 }) => {
  await wait(15)
  return { sku, count, cents: Math.round(count * 2490 * ${1 - percent / 100}), currency: 'EUR' }
}
`
export const priceQuote = code(18, quote(0), { says: ['Quoted HB-{id}'] })
export const priceQuoteDiscounted = code(22, quote(5), { says: ['Quoted HB-{id} with 5 % off'] })

export const refundOrder = code(
  310,
  `
${wait}

exports.handler = async ({ order, amount, reason, dryRun = false }, context) => {
  if (!/^O-\\w+$/.test(order ?? '')) throw new RangeError('No order like ' + order)
  console.log('Refund of', amount, 'EUR for', order, 'because of', reason)
  await wait(220)
  if (amount > 200) console.warn('Above 200 EUR: the ledger team gets a copy')
  return { refund: 'R-' + context.awsRequestId.slice(0, 8), order, amount, currency: 'EUR', reason, booked: !dryRun }
}
`,
  { says: ['Refund of 24 EUR for O-{id} because of late'] },
)

/** Its table grew: the rows of a year no longer fit in 128 MB. */
export const salesExport = code(
  900,
  `
exports.handler = async ({ rows = 900000 }) => {
  console.log('Reading', rows, 'rows')
  const table = []
  for (let index = 0; index < rows; index += 1) table.push({ id: index, text: 'row ' + index, cells: [index, index + 1, index + 2] })
  console.log('Read all of them')
  return { rows: table.length }
}
`,
  { memoryMb: 210, says: ['Reading 900000 rows'] },
)

/** Its subnet has no way out, so the carrier never answers. */
export const carrierRates = code(
  3400,
  `
${wait}

exports.handler = async ({ parcel = 'P-1' }) => {
  console.log('Asking rates.parcels.example:443 for', parcel)
  await wait(60000)
  return { parcel, cents: 690 }
}
`,
  { p95Ms: 9000, says: ['Asking rates.parcels.example:443 for P-{id}'] },
)

export const loyaltyPoints = code(
  35,
  `
const tiers = { gold: 3, silver: 2, basic: 1 }

function pointsFor(event) {
  return Math.floor(event.cents / 100) * tiers[event.customer.tier]
}

exports.handler = async (event) => {
  console.log('Points for order', event.order)
  return { order: event.order, points: pointsFor(event) }
}
`,
  {
    says: ['Points for order O-{id}'],
    failing: { share: 0.06, type: 'TypeError', message: "Cannot read properties of undefined (reading 'tier')" },
  },
)

export const smsSender = code(
  120,
  `
exports.handler = async ({ to = '+49 30 0000', text = 'Hello' }) => ({ to, length: text.length, sent: true })
`,
)

export const stockSync = code(
  420,
  `
${wait}

exports.handler = async ({ Records = [] }) => {
  await wait(300)
  console.log('Stock of', Records.length, 'items')
  return { batchItemFailures: [] }
}
`,
  { says: ['Stock of 10 items'] },
)

/** Its model is loaded before the first event. */
export const recommendations = code(
  85,
  `
let warmed = 0

exports.handler = async ({ customer = 'C-1' }) => {
  warmed += 1
  return { customer, items: ['HB-1001', 'HB-2040', 'HB-3307'], servedHereBefore: warmed - 1 }
}
`,
  { initMs: 4200, memoryMb: 1480, says: ['Recommended for C-{id}'] },
)

export const invoicePdf = code(
  6200,
  `
${wait}

exports.handler = async ({ order = 'O-1' }) => {
  for (const part of ['layout', 'tables', 'fonts', 'signature']) {
    console.log('Rendering', part)
    await wait(1700)
  }
  return { order, pages: 3, key: 'invoices/' + order + '.pdf' }
}
`,
  { memoryMb: 410, says: ['Rendering layout', 'Rendering signature'] },
)

export const ledgerWrite = code(
  60,
  `
class AccessDeniedException extends Error {
  name = 'AccessDeniedException'
}

exports.handler = async (event, context) => {
  const role = 'arn:aws:sts::444455556666:assumed-role/ledger-write/' + context.functionName
  const table = 'arn:aws:dynamodb:eu-central-1:444455556666:table/ledger'
  throw new AccessDeniedException('User: ' + role + ' is not authorized to perform: dynamodb:PutItem on resource: ' + table + ' because no identity-based policy allows the dynamodb:PutItem action')
}
`,
  {
    failing: {
      share: 1,
      type: 'AccessDeniedException',
      message: 'User is not authorized to perform: dynamodb:PutItem',
    },
  },
)

export const seedDemo = code(
  240,
  `
exports.handler = async ({ customers = 3 }) => ({
  seeded: customers,
  customers: Array.from({ length: customers }, (_, index) => ({ id: 'C-' + (index + 1), name: 'Demo customer ' + (index + 1), tier: 'basic' })),
})
`,
)

export const newsletterPreview = code(
  150,
  `
exports.handler = async () => ({
  statusCode: 200,
  headers: { 'content-type': 'image/png' },
  isBase64Encoded: true,
  body: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
})
`,
)

export const batch = code(
  180,
  `
exports.handler = async ({ Records = [] }) => {
  for (const record of Records) console.log('Record', record.eventID ?? record.messageId)
  return { batchItemFailures: [] }
}
`,
  { says: ['Batch {id}'] },
)

export const scheduled = code(
  2100,
  `
exports.handler = async (event) => {
  console.log('Began for', event.time ?? 'now')
  return { done: true }
}
`,
  { says: ['Began for now', 'WARN 3 records were skipped'] },
)

export const missingModule = code(
  40,
  `
const sharp = require('sharp')

exports.handler = async ({ key }) => sharp(key).metadata()
`,
)

export const quits = code(
  30,
  `
exports.handler = async () => {
  console.error('No configuration in the environment, giving up')
  process.exit(3)
}
`,
)
