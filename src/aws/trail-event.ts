import type { Event } from '@aws-sdk/client-cloudtrail'
import { z } from 'zod'
import type { Doer, TrailEvent } from '../core/evidence.ts'
import { scrub } from '../core/scrub.ts'
import { UndecodableBody } from './undecodable-body.ts'

/** What is read of a record; nothing of it is always there (CloudTrail User Guide, "CloudTrail record contents"). */
const record = z.object({
  eventName: z.string(),
  eventTime: z.iso.datetime(),
  sourceIPAddress: z.string().nullish(),
  errorCode: z.string().nullish(),
  errorMessage: z.string().nullish(),
  requestParameters: z.unknown(),
  responseElements: z.unknown().optional(),
  userIdentity: z
    .object({
      type: z.string().nullish(),
      userName: z.string().nullish(),
      arn: z.string().nullish(),
      accountId: z.string().nullish(),
      invokedBy: z.string().nullish(),
      sessionContext: z
        .object({
          sourceIdentity: z.string().nullish(),
          sessionIssuer: z.object({ userName: z.string().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
})
type Identity = NonNullable<z.infer<typeof record>['userIdentity']>

export function readTrailEvent({ CloudTrailEvent: text = '' }: Event): TrailEvent {
  const { success, data } = record.safeParse(parsed(text))
  if (!success) throw new UndecodableBody('An event that is not as CloudTrail documents it')
  const { errorCode, errorMessage, requestParameters, responseElements } = data
  return {
    at: Date.parse(data.eventTime),
    // Lambda's names carry the date of their API: UpdateFunctionCode20150331v2.
    name: data.eventName.replace(/20\d{6}(?:v\d+)?$/, ''),
    doer: doerOf(data.userIdentity ?? {}),
    from: data.sourceIPAddress ?? undefined,
    error: errorCode ? { code: errorCode.replace(/^(?:Client|Server)\./, ''), message: said(errorMessage) } : undefined,
    asked: requestParameters == null ? undefined : scrub(JSON.stringify(requestParameters)),
    ...(responseElements == null ? {} : { answered: scrub(JSON.stringify(responseElements)) }),
  }
}

/** A try that changes nothing, as Windlass makes one for every plan. */
export const isDryRun = ({ error }: TrailEvent): boolean => error?.code === 'DryRunOperation'

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UndecodableBody('An event that is not JSON', { cause: error })
  }
}

/** Of a denial, only AWS can read what comes after its words. */
const said = (message: string | null | undefined): string =>
  scrub((message ?? '').replace(/ ?Encoded authorization failure message: \S+/, ''))

/** CloudTrail User Guide, "CloudTrail userIdentity element". */
function doerOf({ type, userName, arn, accountId, invokedBy, sessionContext }: Identity): Doer {
  const nobodyElse = { session: undefined, slackUser: undefined }
  const role = sessionContext?.sessionIssuer?.userName ?? arn?.split('/').at(-2)
  // A service that acts by its own role; with any other, it acts for who has the role, and `from` names it.
  const isService = type === 'AWSService' || (invokedBy && role?.startsWith('AWSServiceRoleFor'))
  if (isService) return { kind: 'service', name: invokedBy ?? 'AWS', ...nobodyElse }
  if (type === 'Root') return { kind: 'root', name: 'root', ...nobodyElse }
  if (type === 'AssumedRole' && role !== undefined) {
    const session = arn?.split('/').at(-1)
    const slackUser = slackUserOf(sessionContext?.sourceIdentity) ?? slackUserOf(session)
    return { kind: 'role', name: role, session, slackUser }
  }
  return { kind: 'user', name: userName ?? arn?.split('/').at(-1) ?? accountId ?? 'somebody', ...nobodyElse }
}

/** core/session-name.ts */
function slackUserOf(name: string | null | undefined): string | undefined {
  return /^T[A-Z0-9]+-([UW][A-Z0-9]+)$/.exec(name ?? '')?.[1]
}
