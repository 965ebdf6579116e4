import type { LambdaFunction } from '../../src/core/lambda/function.ts'
import { assumedRole } from './answers.ts'
import type { Call, Reply } from './stub.ts'
import { frankfurt } from './surroundings.ts'

export function jsonAnswer(value: unknown): Reply {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } }
}

export function jsonError(code: string, status = 400): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code, 'x-amzn-requestid': 'r-4' },
    body: JSON.stringify({ __type: code, message: 'User: arn:aws:sts::1:assumed-role/x is not authorized' }),
  }
}

/** What ListFunctions says of one. */
export function configuration(name: string, more: Record<string, unknown> = {}) {
  return {
    FunctionName: name,
    FunctionArn: arnOf(name),
    Runtime: 'nodejs22.x',
    Role: 'arn:aws:iam::111122223333:role/service-role/orders',
    MemorySize: 256,
    Timeout: 10,
    LastModified: '2026-11-23T12:00:00.000+0000',
    PackageType: 'Zip',
    Architectures: ['arm64'],
    ...more,
  }
}

export function functionNamed(name: string, more: Partial<LambdaFunction> = {}): LambdaFunction {
  return {
    arn: arnOf(name),
    name,
    place: frankfurt,
    description: undefined,
    runtime: 'nodejs22.x',
    packaging: 'zip',
    architecture: 'arm64',
    memoryMb: 256,
    timeoutSeconds: 10,
    modifiedAt: undefined,
    ...more,
  }
}

function arnOf(name: string): string {
  return `arn:aws:lambda:eu-central-1:111122223333:function:${name}`
}

/** Sessions for everyone, and for the rest what the test says. */
export function withSessions(answer: (call: Call) => Reply | Promise<Reply>) {
  return (call: Call) => (call.action === 'AssumeRole' ? assumedRole(call) : answer(call))
}
