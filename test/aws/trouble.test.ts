import { describe, expect, it } from 'vitest'
import { readActions } from '../../src/aws/read-actions.ts'
import { troubleOf } from '../../src/aws/trouble.ts'
import { ec2List } from '../../src/commands/ec2/list.ts'
import { ec2Show } from '../../src/commands/ec2/show.ts'

describe('what went wrong', () => {
  it.each([
    'ECONNREFUSED',
    'EACCES',
    'EPERM',
    'EMFILE',
    'ENETDOWN',
    'EADDRNOTAVAIL',
    'EAI_AGAIN',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('is the network for %s', (code) => {
    expect(troubleOf(Object.assign(new Error('x'), { code }))).toMatchObject({ kind: 'unreachable', detail: code })
  })

  it.each([new TypeError('x is not a function'), new Error('plain'), 'a string', undefined])(
    'is a bug of ours for %s',
    (error) => {
      expect(troubleOf(error)).toBeUndefined()
    },
  )
})

describe('the actions that commands declare', () => {
  it('are those that the reader calls', () => {
    expect(ec2List.aws.read).toEqual(readActions.findInstances)
    expect(ec2Show.aws.read).toEqual(readActions.describeInstance)
  })
})
