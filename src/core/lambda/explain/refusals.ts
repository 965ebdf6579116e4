import { byCode, type Rule } from './rule.ts'

/** TooManyRequestsException, by its Reason (Lambda API reference). */
export const throttled: Rule = ({ code = '', message }) => {
  if (!/TooManyRequests|Throttl|RateLimitExceeded|ConcurrentInvocationLimitExceeded/.test(code)) return undefined
  if (/Reserved/.test(`${code} ${message}`)) {
    return {
      cause: 'As many of it run as its reserved concurrency allows. Where that is 0, somebody has switched it off.',
      next: 'Look at its reserved concurrency with /lambda show; wait until others of its calls are done, or let its owner reserve more.',
    }
  }
  if (/CallerRateLimit|FunctionInvocationRate/.test(`${code} ${message}`))
    return { cause: 'It is asked for more often in a second than Lambda allows.', next: 'Invoke it again in a minute.' }
  return {
    cause:
      'There is no room for one more call: all of the concurrency that the account has in this Region may be in use.',
    next: 'Invoke it again in a minute. If it stays so, look with /lambda metrics at what runs, or let an AWS administrator ask for more in Service Quotas.',
  }
}

// Lambda API reference, Invoke, "Errors", and StateReasonCode of GetFunctionConfiguration.
export const network: Rule = byCode(
  [
    /ENILimit|EniLimit/,
    'It runs in a VPC, and the VPC has as many network interfaces as its quota allows.',
    'An AWS administrator deletes those that nothing uses, or asks for more in Service Quotas. Functions with the same subnets and security groups share theirs.',
  ],
  [/ENINotReady/, 'Its connection to the VPC is not ready yet.', 'Invoke it again in a minute.'],
  [
    /SubnetIPAddressLimit|SubnetOutOfIP/,
    'A subnet that it runs in has no free IP address left.',
    'An AWS administrator gives it another subnet, or frees addresses in this one.',
  ],
  [
    /InvalidS(?:ubnet|ecurityGroup)/,
    'A subnet or a security group of its settings does not exist any more.',
    'Its owner sets one that does; /lambda show names its VPC.',
  ],
  [
    /EC2AccessDenied|InsufficientRolePermissions/,
    'Its execution role may not make the network interfaces that it needs in the VPC.',
    'An AWS administrator attaches AWSLambdaVPCAccessExecutionRole to the role.',
  ],
  [
    /E[Cc]2(?:Throttled|Unexpected|RequestLimit)/,
    'EC2 did not set up its network at that moment.',
    'Invoke it again in a minute.',
  ],
)

export const key: Rule = byCode(
  [
    /KMS(?:Key)?AccessDenied/,
    'Its execution role may not use the KMS key that its environment variables or its image are encrypted with.',
    "An AWS administrator allows kms:Decrypt in the role's policies and in the policy of the key. A role that was deleted and made anew counts as another one.",
  ],
  [
    /KMSDisabled|DisabledKMSKey/,
    'The KMS key of its environment variables is disabled.',
    'An AWS administrator enables the key, or its owner sets another one.',
  ],
  [
    /KMS(?:Key)?NotFound|KMSInvalidState|InvalidStateKMSKey/,
    'The KMS key of its environment variables is gone, or will be deleted.',
    'An AWS administrator cancels the deletion, or its owner sets another key and its variables anew.',
  ],
)

export const files: Rule = byCode(
  [
    /(?:EFS|S3Files)MountConnectivity/,
    'It cannot reach the file system that it mounts.',
    "An AWS administrator checks that there is a mount target in its subnets' zones, and that the security groups let NFS (port 2049) through.",
  ],
  [
    /(?:EFS|S3Files)MountFailure/,
    'The file system that it mounts did not let it in.',
    'An AWS administrator checks the access point, and that its role may do elasticfilesystem:ClientMount and ClientWrite (for S3 Files: s3files).',
  ],
  [
    /(?:EFS|S3Files)MountTimeout/,
    'The file system that it mounts was reached and did not answer in time.',
    'Invoke it again in a minute; if it stays so, look at the load of the file system.',
  ],
  [
    /EFSIO/,
    'It could not read from or write to its file system.',
    'Look at the file system: its room, its load, and that it is there.',
  ],
)

export const snapshot: Rule = byCode(
  [
    /SnapStartNotReady/,
    'Lambda is still making the snapshot that it starts from.',
    'Invoke it again once /lambda show says that it is active.',
  ],
  [
    /SnapStartTimeout/,
    'It was not restored from its snapshot in time: its afterRestore hook takes more than the 10 s that there are.',
    'Its owner shortens what the hook does.',
  ],
  [
    /SnapStartRegeneration/,
    'Lambda could not make its snapshot anew.',
    'Wait until Lambda tries again, or let its owner publish a new version.',
  ],
  [
    /SnapStart/,
    'Its afterRestore hook failed when it was restored from its snapshot.',
    'Its log says where; its owner mends the hook and publishes a new version.',
  ],
)

export const image: Rule = byCode(
  [
    /ImageAccessDenied/,
    'Lambda may not fetch its image from ECR.',
    "An AWS administrator lets the repository's policy allow Lambda ecr:BatchGetImage and ecr:GetDownloadUrlForLayer; across accounts it also names the other account.",
  ],
  [
    /ImageDeleted/,
    'Its image was deleted from ECR.',
    'Its owner pushes it again and updates the function; the rule that deletes old images should leave out those in use.',
  ],
  [
    /InvalidImage/,
    'Lambda cannot run its image: it is damaged, of another kind or for another architecture.',
    'Its owner builds it for one platform (docker build --platform, without attestations) and updates the function.',
  ],
  [/CodeArtifactUserPending/, 'Lambda is still preparing its code.', 'Invoke it again in a minute.'],
  [
    /CodeArtifactUser(?:Failed|Deleted)|InvalidZipFile/,
    'Lambda could not use its code.',
    'Its owner uploads it again; /lambda show says what AWS thinks of the last update.',
  ],
  [/InvalidRuntime/, 'AWS does not offer its runtime any more.', 'Its owner moves it to one that is supported.'],
  [
    /InvalidCodeSignature/,
    'Its code is not signed by whom it has to be signed.',
    'Its owner signs it and deploys again.',
  ],
)

export const tooLong: Rule = byCode([
  /Request(?:Entity)?TooLarge|PayloadTooLong/,
  'The payload is longer than Lambda takes: 6 MB, and 1 MB for a call that is queued.',
  'Put what is long into S3 and let the payload say where it is.',
])

// Developer Guide, "Lambda function states".
const states = byCode(
  [
    /^(?:Pending|Creating|Restoring)$/,
    'AWS is still setting it up, after it was made or woken.',
    'Invoke it again once /lambda show says that it is active: most take under a minute.',
  ],
  [
    /^(?:Inactive|Idle)$|ResourceNotReady/,
    'It was not called for so long that AWS put its connection to the VPC aside. A call wakes it, and fails.',
    'Invoke it again in some minutes, once /lambda show says that it is active.',
  ],
  [/^Failed$/, 'AWS could not set it up.', 'The reason is in /lambda show; its owner mends that and deploys it again.'],
  [
    /ResourceConflict/,
    'Something else is being done to it at the same moment, or it is not active.',
    'Look at its state with /lambda show, and invoke it again once it is active.',
  ],
)

/** The state is named in Lambda's own words, where they are known. */
export const state: Rule = (facts) => {
  const [, named] = /following state: (\w+)/.exec(facts.message) ?? []
  return states({ ...facts, code: named ?? facts.code })
}
