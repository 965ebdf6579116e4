import { describe, it } from 'vitest'
import { code, well } from './broken-function.ts'
import { failed, writes } from './broken-log.ts'
import { expectTruth, functionWorld, shareStage, type World } from './broken-world.ts'

const ask = '@windlass why is order-intake failing?'
const read = 'All # failed calls that were read ended so.'
const python = (type: string, message: string) =>
  functionWorld({
    runtime: 'python3.12',
    code: code(
      writes({
        said: () => [
          `[ERROR] ${type}: ${message}\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/app.py", line 9, in handler`,
        ],
      }),
    ),
  })
const node = (type: string, message: string) =>
  functionWorld({ code: code({ ...well, failing: { share: 0.4, type, message } }) })

type Row = readonly [what: string, world: World['world'], says: string, shows: string]

const rows: readonly Row[] = [
  [
    'is refused by its database',
    python(
      'OperationalError',
      'could not connect to server: Connection refused\n\tIs the server running on host "10.0.3.14" and accepting\n\tTCP/IP connections on port 5432?',
    ),
    '10.0.3.14:5432 refused the connection. A machine answered, so most likely nothing listens on that port: what it calls is down or starts anew, or the address or the port is wrong.',
    'OperationalError: could not connect to server: Connection refused (log)',
  ],
  [
    'calls its own environment',
    node('Error', 'connect ECONNREFUSED 127.0.0.1:5432'),
    'It was refused a connection to 127.0.0.1:5432, which is within its own environment: nothing listened there. Most likely the address is one for development, or the setting with the real one is missing.',
    'ECONNREFUSED',
  ],
  [
    'waits for a partner',
    python(
      'ReadTimeout',
      "HTTPSConnectionPool(host='api.partner.example', port=443): Read timed out. (read timeout=5)",
    ),
    'api.partner.example:443 did not answer within # s. The connection came about, so most likely what it calls is slow or stuck.',
    '× ReadTimeout: HTTPSConnectionPool',
  ],
  [
    'asks for a secret that is not there',
    node('ResourceNotFoundException', "Secrets Manager can't find the specified secret."),
    'The secret that its code asks Secrets Manager for is not there: AWS finds nothing by that name where it looks.',
    'ResourceNotFoundException',
  ],
  [
    'asks for an object that is not there',
    python(
      'NoSuchKey',
      'An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.',
    ),
    'The object that its code asks S3 for is not there: AWS finds nothing by that name where it looks.',
    '× NoSuchKey: An error occurred',
  ],
  [
    'signs in with a wrong password',
    node('error', 'password authentication failed for user "app"'),
    'Its database did not let the user app in: the password that the code sends is wrong, or there is no such user.',
    'password authentication failed',
  ],
  [
    'has a key that was revoked',
    python('HTTPError', '401 Client Error: Unauthorized for url: https://api.partner.example/v1/orders'),
    'api.partner.example did not accept the key, the token or the password that the code sent, or got none (401). Most likely it is wrong, has expired or was revoked.',
    'HTTPError: 401 Client Error',
  ],
]

const worlds: readonly World[] = [
  ...rows.map(([what, world, says, shows]) => ({
    it: what,
    ask,
    world,
    line: `order-intake fails: ${says} ${read}`,
    shows: [shows],
    offers: 'Logs of the errors',
  })),
  {
    it: 'has a NumPy of another system',
    ask,
    world: functionWorld({
      runtime: 'python3.12',
      code: code(
        writes({
          said: () => [
            "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': Error importing numpy: you should not try to import numpy from\nTraceback (most recent call last):",
          ],
          status: failed('Runtime.ImportModuleError'),
        }),
      ),
    }),
    line: `order-intake fails: NumPy is in its package or a layer and cannot be loaded: most likely it was built for another system, processor or version of Python than Lambda runs it on. ${read}`,
    shows: ['Runtime.ImportModuleError: Unable to import module'],
    offers: 'Logs of the errors',
  },
  {
    it: 'loses the events of its bucket',
    ask: '@windlass why does order-intake lose events?',
    world: functionWorld({
      triggers: [{ kind: 's3', source: 'uploads' }],
      code: code({ ...well, failing: { share: 0.4, type: 'Error', message: 'bad csv' } }),
    }),
    line: `order-intake fails with an error of its own code: Error: bad csv. ${read}`,
    shows: [
      'an event of S3 with which it fails is tried twice more, unless set otherwise; it has no dead-letter queue, so that the event is then lost where no failure destination is set, which is not read here (Lambda)',
    ],
    offers: 'Logs of the errors',
  },
  {
    it: 'is short of CPU, and so comes near its timeout',
    ask: '@windlass why is order-intake slow?',
    world: functionWorld({
      memoryMb: 128,
      timeoutSeconds: 6,
      code: code({ ...well, memoryMb: 60, p50Ms: 4000, p95Ms: 4600 }),
    }),
    line: 'order-intake may be short of CPU: with 128 MB it has # % of one vCPU, and half of its calls take # s or longer. Whether it computes or waits in that time cannot be read.',
    also: ['The slowest calls of order-intake come near its timeout of # s: one in twenty took # s or longer.'],
    shows: [],
    offers: 'Give it 256 MB',
  },
]

describe('a function whose log says why,', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
