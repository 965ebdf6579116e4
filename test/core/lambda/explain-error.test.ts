import { describe, expect, it } from 'vitest'
import { parseFunctionError } from '../../../src/core/lambda/call-failure.ts'

const parsed = (value: unknown) => parseFunctionError({ kind: 'json', text: JSON.stringify(value) })
const id = '8f5c2b1e-77d2-4c1a-9b3e-000000000001'

describe('what a function says of its failure is read as', () => {
  it('Node.js gives it, from its own code outwards', () => {
    const error = parsed({
      errorType: 'TypeError',
      errorMessage: "Cannot read properties of undefined (reading 'total')",
      trace: [
        "TypeError: Cannot read properties of undefined (reading 'total')",
        '    at Object.get (/var/task/node_modules/lodash/get.js:3:1)',
        '    at sum (file:///var/task/lib/order.mjs:12:9)',
        '    at async Runtime.handler (file:///var/task/index.mjs:3:1)',
        '    at async /var/task/more.js:4:5',
        '    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1306:25)',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
      ],
    })
    expect(error).toEqual({
      type: 'TypeError',
      message: "Cannot read properties of undefined (reading 'total')",
      own: [
        { where: 'lib/order.mjs', line: 12, isOwn: true },
        { where: 'index.mjs', line: 3, isOwn: true },
      ],
      others: 4,
    })
  })

  it.each([
    [
      'Python, the outermost first',
      {
        errorMessage: "'total'",
        errorType: 'KeyError',
        requestId: id,
        stackTrace: [
          '  File "/var/lang/lib/python3.13/x.py", line 1, in x\n',
          '  File "/var/task/app.py", line 5, in handler\n    return total(event)\n',
          '  File "/var/task/lib/order.py", line 12, in total\n    return order["total"]\n',
        ],
      },
      { type: 'KeyError', own: ['lib/order.py:12', 'app.py:5'], others: 1 },
    ],
    [
      'Java',
      {
        errorMessage: 'boom',
        errorType: 'java.lang.IllegalStateException',
        stackTrace: [
          'java.base/java.util.Objects.requireNonNull(Unknown Source)',
          'example.Orders.total(Orders.java:12)',
          'example.Handler.handleRequest(Handler.java:5)',
          'java.util.ArrayList.forEach(ArrayList.java:1596)',
        ],
      },
      { type: 'java.lang.IllegalStateException', own: ['Orders.java:12', 'Handler.java:5'], others: 1 },
    ],
    [
      '.NET',
      {
        errorType: 'InvalidOperationException',
        errorMessage: 'boom',
        stackTrace: [
          'at System.Linq.Enumerable.First(IEnumerable`1 source)',
          'at Shop.Orders.Total(Order order) in /src/Orders.cs:line 12',
          'at Shop.Function.Handler(Order order)',
          'at lambda_method1(Closure , Stream , ILambdaContext , Stream )',
        ],
      },
      { type: 'InvalidOperationException', own: ['/src/Orders.cs:12', 'Shop.Function.Handler:'], others: 2 },
    ],
    [
      'Ruby',
      {
        errorMessage: 'divided by 0',
        errorType: 'Function<ZeroDivisionError>',
        stackTrace: [
          "/var/task/app.rb:4:in `/'",
          "/var/task/app.rb:2:in `handler'",
          "/var/runtime/lib/x.rb:9:in `call'",
        ],
      },
      { type: 'ZeroDivisionError', own: ['app.rb:4', 'app.rb:2'], others: 1 },
    ],
    [
      'Go',
      {
        errorMessage: 'boom',
        errorType: 'string',
        stackTrace: [
          { path: 'github.com/aws/aws-lambda-go@v1.49.0/lambda/panic.go', line: 42, label: 'lambdaPanicResponse' },
          { path: 'runtime/panic.go', line: 787, label: 'gopanic' },
          { path: 'shop/main.go', line: 12, label: 'total' },
        ],
      },
      { type: 'string', own: ['shop/main.go:12'], others: 2 },
    ],
  ])('%s gives it', (_runtime, value, { type, own, others }) => {
    const error = parsed(value)
    expect(error?.type).toBe(type)
    expect(error?.own.map(({ where, line }) => `${where}:${line ?? ''}`)).toEqual(own)
    expect(error?.others).toBe(others)
  })

  it('Lambda gives it, without the request id and the time before it', () => {
    const message = (errorMessage: string) => parsed({ errorMessage })?.message
    expect(message(`RequestId: ${id} Error: Task timed out after 3.00 seconds`)).toBe(
      'Task timed out after 3.00 seconds',
    )
    expect(message(`2026-11-23T12:00:03.001Z ${id} Task timed out after 3.00 seconds`)).toBe(
      'Task timed out after 3.00 seconds',
    )
  })

  it('its first cause gives it, where the runtime only says that something failed', () => {
    const error = parsed({
      errorMessage: 'An error occurred during JSON parsing',
      errorType: 'java.lang.RuntimeException',
      stackTrace: [],
      cause: {
        errorMessage: 'x',
        errorType: 'java.io.UncheckedIOException',
        stackTrace: [],
        cause: {
          errorMessage: 'no number',
          errorType: 'InvalidFormat',
          stackTrace: ['example.Order.read(Order.java:9)'],
        },
      },
    })
    expect(error?.message).toBe('An error occurred during JSON parsing; caused by InvalidFormat, no number')
    expect(error?.own).toEqual([{ where: 'Order.java', line: 9, isOwn: true }])
  })

  it('its beginning gives it, where the rest was not kept', () => {
    const text = '{"errorType":"Error","errorMessage":"a \\"quoted\\" thing\\nwent wrong","trace":["Err'
    expect(parseFunctionError({ kind: 'cut', text, characters: 2_000_000 })).toEqual({
      type: 'Error',
      message: 'a "quoted" thing\nwent wrong',
      own: [],
      others: 0,
    })
  })

  it.each([[{ total: 7 }], ['boom'], [null], [[1]]])('nothing, where it is %j', (value) => {
    expect(parsed(value)).toBeUndefined()
  })
})
