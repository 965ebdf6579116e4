import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, endWords } from '../why-calls.ts'
import { keyStory } from '../why-keys.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'
import { lastTry } from '../why-tries.ts'

type Failure = { readonly why: string; readonly helps: string; readonly ask: readonly [string, string] }

/** EC2 API reference, StateReason; EC2 User Guide, "Troubleshoot launch issues", "Instance terminates immediately". */
const failures: ReadonlyMap<string, Failure> = new Map(
  Object.entries<Failure>({
    'Client.VolumeLimitExceeded': {
      why: 'the account’s quota for EBS volumes or their storage is used up',
      helps: 'Delete volumes that nobody uses, or ask for a higher quota in Service Quotas; then try again.',
      ask: ['Quota of volumes', 'error-volume-limit'],
    },
    'Client.InvalidSnapshot.NotFound': {
      why: 'the snapshot that a volume of it is made from is not there any more',
      helps: 'Launch it from an image whose snapshots exist.',
      ask: ['What is a snapshot?', 'snapshots'],
    },
    'Server.InsufficientInstanceCapacity': {
      why: 'AWS had no room for its type in its zone',
      helps: 'Wait some minutes and try again, or take another size, type or zone.',
      ask: ['What is missing capacity?', 'error-insufficient-instance-capacity'],
    },
    'Server.InternalError': {
      why: 'something failed at AWS while it was starting',
      helps: 'Start it again; if it fails again, open a case with AWS Support.',
      ask: ['Why an instance stops', 'why-an-instance-stops'],
    },
  }),
)

export function launchFailure(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, stateReason } = facts.details
  const words = endWords(facts)
  const failure = failures.get(stateReason?.code ?? '') ?? keyFailure(facts) ?? clientError(facts)
  if (words === undefined || stateReason === undefined || failure === undefined) return undefined
  const { why, helps, ask } = failure
  const tried = findStart(facts)
  const keyed = ask === keys ? keyStory(facts, tried?.at) : undefined
  return {
    rule: 'launch-failure',
    finding: text`${bold(`${visibleName(instance)} failed to start and ${words}:`)} ${why}${atText(tried?.at, facts.now)}.${keyed?.who ?? []}`,
    evidence: [
      ...(tried === undefined ? [] : [tried.evidence]),
      { says: text`AWS gives ${code(stateReason.code)} as the reason`, source: 'ec2' },
      ...(keyed?.evidence ?? []),
    ],
    next: [helps],
    actions: [...startIfStopped(instance), askOffer(...ask), historyOffer(instance)],
  }
}

// EC2 begins to start it when it is asked to, and says that time as its latest launch.
const apartMs = 2 * 60_000

/** Whose start failed so: the last, where AWS took it. */
function findStart(facts: InstanceFacts): ReturnType<typeof lastTry> {
  const tried = lastTry(facts)
  const { launchedAt } = facts.details.instance
  if (tried === undefined || tried.error !== undefined || launchedAt === undefined) return undefined
  return Math.abs(tried.at - launchedAt) <= apartMs ? tried : undefined
}

/** What it stands for the code does not say: with an encrypted volume it is mostly the key (the page named above). */
function clientError({ details }: InstanceFacts): Failure | undefined {
  if (details.stateReason?.code !== 'Client.InternalError') return undefined
  const encrypted = encryptedOf(details)
  if (encrypted.length === 0)
    return {
      why: 'AWS says only that the fault is on your side, not with AWS',
      helps: `If a volume is encrypted: ${seeKey} then start it again.`,
      ask: keys,
    }
  return {
    why: `most likely the KMS key of its encrypted ${volumesIn(encrypted)} may not be used`,
    helps: `${seeKey} then start it again.`,
    ask: keys,
  }
}

const keys = ['What goes wrong with keys', 'error-client-error-on-launch'] as const
const seeKey =
  'See that the KMS key is enabled and not waiting for its deletion, and that its policy lets use it who starts it (for Auto Scaling its service-linked role, with kms:CreateGrant too);'

/**
 * `Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state`: AWS says so of a key that is well,
 * too, where whoever starts it may not use it (github.com/hashicorp/packer/issues/12683, CiscoDevNet/cloud-cml/issues/8).
 */
function keyFailure({ details }: InstanceFacts): Failure | undefined {
  const { code: reason = '', message = '' } = details.stateReason ?? {}
  if (!/^Client\.InvalidKMSKey\b/.test(reason) && !/^Client\.InvalidKMSKey\b/.test(message)) return undefined
  const encrypted = encryptedOf(details)
  const what = encrypted.length === 0 ? 'a volume of it' : `its encrypted ${volumesIn(encrypted)}`
  const again = details.instance.state === 'stopped' ? 'then start it again.' : 'then launch another one.'
  return {
    why: `AWS could not use the KMS key of ${what}`,
    helps: `${seeKey} ${again}`,
    ask: keys,
  }
}

function encryptedOf({ volumes }: InstanceFacts['details']): readonly string[] {
  return volumes.filter(({ isEncrypted }) => isEncrypted === true).map(({ id }) => id)
}

function volumesIn(ids: readonly string[]): string {
  return `${ids.length === 1 ? 'volume' : 'volumes'} ${ids.join(', ')}`
}
