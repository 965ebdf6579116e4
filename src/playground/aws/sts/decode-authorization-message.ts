import type { DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse } from '@aws-sdk/client-sts'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { decodeMessage } from '../iam/authorization-message.ts'
import { checkConstraints, required } from './constraints.ts'

export const decodeAuthorizationMessage = action({
  name: 'DecodeAuthorizationMessage',
  run({ EncodedMessage }: DecodeAuthorizationMessageRequest): DecodeAuthorizationMessageResponse {
    checkConstraints([required('encodedMessage', EncodedMessage)])
    const decoded = decodeMessage(EncodedMessage ?? '')
    if (decoded === undefined) throw new AwsError('InvalidAuthorizationMessageException', 'Message is not valid.')
    return { DecodedMessage: decoded }
  },
})
