import { quote } from '../core/words.ts'
import type { FunctionCall } from './call-sentences.ts'

type Clause = (call: FunctionCall, code: string) => string

const notThere: Clause = ({ target, call }, code) =>
  call.qualifier === undefined
    ? `it is not there any more (${code}). Look with /lambda list ${quote(target.name)} for what is there now.`
    : `it is not there any more, or has no version or alias "${call.qualifier}" (${code}). /lambda show ${quote(target.name)} lists those that there are.`

const unreadable: Clause = (_call, code) =>
  `Lambda could not read its payload as JSON (${code}). Correct it and call again.`

const tooLong: Clause = (_call, code) =>
  `its payload is longer than Lambda takes (${code}). Shorten it, or let the function fetch what is long from where it is stored.`

const notReady: Clause = ({ target }, code) =>
  `Lambda is still preparing it (${code}). Call it again once /lambda show ${quote(target.name)} says that it is active.`

const busy: Clause = ({ target }, code) =>
  `it is being created or changed just now, or its state does not allow a call (${code}). Look at it with /lambda show ${quote(target.name)} and call it again once it is active.`

const noStart = (what: string): Clause => {
  return ({ target }, code) =>
    `${what} (${code}), so its code did not begin. /lambda show ${quote(target.name)} says more; its owner mends that at AWS.`
}

const noNetwork = noStart('Lambda could not connect it to its VPC')
const noKey = noStart('Lambda could not decrypt its environment variables with their key')
const noFiles = noStart('Lambda could not mount its file system')
const noSnapshot = noStart('Lambda could not restore it from its snapshot')
const noCode = noStart('Lambda could not use its code or its image')

const loop: Clause = (_call, code) =>
  `Lambda has seen it call itself again and again over other services and stopped that (${code}). Its owner breaks the loop.`

const otherMode: Clause = ({ call }, code) =>
  `it does not take calls that are ${call.isAsync ? 'queued' : 'waited for'} (${code}). Call it ${call.isAsync ? 'without' : 'with'} --async.`

const neverPublished: Clause = (_call, code) =>
  `it has no published version (${code}). Its owner publishes one, or it is called without a version.`

/**
 * Lambda API reference, Invoke, "Errors": those after which it is certain that the code did not run, also where they
 * are called errors of Lambda's own. Not among them are ServiceException, and EFSIOException, which can come of a file
 * that the code reads while it runs.
 */
export const refusedCalls: ReadonlyMap<string, Clause> = new Map([
  ...all(notThere, 'ResourceNotFoundException'),
  ...all(unreadable, 'InvalidRequestContentException', 'UnsupportedMediaTypeException'),
  ...all(
    tooLong,
    'RequestTooLargeException',
    'RequestEntityTooLargeException',
    'SerializedRequestEntityTooLargeException',
  ),
  ...all(
    notReady,
    'ResourceNotReadyException',
    'CodeArtifactUserPendingException',
    'SnapStartNotReadyException',
    'ENINotReadyException',
  ),
  ...all(busy, 'ResourceConflictException'),
  ...all(
    noNetwork,
    'EC2AccessDeniedException',
    'EC2ThrottledException',
    'EC2UnexpectedException',
    'ENILimitReachedException',
    'InvalidSecurityGroupIDException',
    'InvalidSubnetIDException',
    'SubnetIPAddressLimitReachedException',
  ),
  ...all(noKey, 'KMSAccessDeniedException', 'KMSDisabledException', 'KMSInvalidStateException', 'KMSNotFoundException'),
  ...all(noFiles, 'EFSMountConnectivityException', 'EFSMountFailureException', 'EFSMountTimeoutException'),
  ...all(noFiles, 'S3FilesMountConnectivityException', 'S3FilesMountFailureException', 'S3FilesMountTimeoutException'),
  ...all(noSnapshot, 'SnapStartException', 'SnapStartRegenerationFailureException', 'SnapStartTimeoutException'),
  ...all(
    noCode,
    'CodeArtifactUserDeletedException',
    'CodeArtifactUserFailedException',
    'CodeStorageExceededException',
    'InvalidCodeSignatureException',
    'InvalidRuntimeException',
    'InvalidZipFileException',
  ),
  ...all(loop, 'RecursiveInvocationException'),
  ...all(otherMode, 'ModeNotSupportedException'),
  ...all(neverPublished, 'NoPublishedVersionException'),
])

function all(clause: Clause, ...codes: readonly string[]): [string, Clause][] {
  return codes.map((code) => [code, clause])
}
