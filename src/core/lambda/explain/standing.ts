import { byCode } from './rule.ts'

// StateReasonCode and LastUpdateStatusReasonCode (Lambda API, FunctionConfiguration), as far as no refusal has them too.
export const standing = byCode(
  [
    /^(?:Pending|Creating|Restoring)$/,
    'AWS is still setting it up; calls wait or fail until it is active.',
    'Read it again in a minute: most are active by then.',
  ],
  [
    /^(?:Inactive|Idle)$/,
    'It was not called for so long that AWS put it aside; the next call wakes it and fails.',
    'Invoke it once to wake it, and again once it is active, which takes some minutes.',
  ],
  [
    /InvalidZipFile/,
    'Lambda could not unpack its code.',
    'Its owner builds the package anew and deploys it again; a zip file holds the code itself, and no folder around it.',
  ],
  [
    /InvalidConfiguration/,
    'AWS does not take its settings as they are.',
    'Its owner corrects what AWS names, and deploys it again.',
  ],
  [
    /DisallowedByVpcEncryptionControl/,
    'Its VPC lets encrypted traffic pass only, and does not let Lambda connect to it.',
    'An AWS administrator leaves Lambda out of the encryption control of the VPC, or its owner sets another VPC.',
  ],
  [
    /VcpuLimit|CapacityProviderScalingLimit/,
    'There is no room for more of the instances that it runs on.',
    'An AWS administrator raises the limit of its capacity provider, or the quota of vCPUs of the account.',
  ],
  [
    /InternalError/,
    'Something failed within AWS, and not in the function.',
    'Its owner deploys it once more as it is. If it stays so, an AWS administrator asks AWS Support.',
  ],
)
