import { LRUCache } from 'lru-cache'
import type { InstanceChanger } from '../core/ec2/changer.ts'
import type { InstanceEvidence } from '../core/ec2/evidence.ts'
import type { InstanceReader } from '../core/ec2/instances.ts'
import type { SurroundingsReader } from '../core/ec2/surroundings.ts'
import type { FunctionCaller } from '../core/lambda/caller.ts'
import type { FunctionChanger } from '../core/lambda/changer.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import type { Log } from '../core/log.ts'
import type { LanguageModel, ModelSettings } from '../core/model.ts'
import type { Account, Place } from '../core/place.ts'
import type { PriceReader } from '../core/prices.ts'
import type { Sealer } from '../core/sealer.ts'
import { createModel, type ModelTimes } from './bedrock.ts'
import { createCaller } from './call-function.ts'
import { createFunctionChanger } from './change-function.ts'
import { type ChangerUse, createChanger } from './change-instance.ts'
import { checkPlace, type PlaceCheck } from './check-place.ts'
import { createClients } from './clients.ts'
import { compareVersions } from './compare-versions.ts'
import { countCalls } from './count-calls.ts'
import { describeFunction } from './describe-function.ts'
import { describeInstance, type TypeSizes } from './describe-instance.ts'
import { describeSurroundings } from './describe-surroundings.ts'
import { createEvidence } from './evidence.ts'
import { findFunctions } from './find-functions.ts'
import { findInstances } from './find-instances.ts'
import { findLogs } from './find-logs.ts'
import { createIdentity } from './identity.ts'
import { measureFunction } from './measure-function.ts'
import { createPacer } from './pacer.ts'
import { createPlaceCalls, type PlaceCalls } from './place-calls.ts'
import { createPriceReader, type KnownPrices, priceListWithinMs } from './price-list.ts'
import { readEnvironment } from './read-environment.ts'
import { readFunction } from './read-function.ts'
import type { Requester } from './session-input.ts'

export type Aws = {
  /** Reads in this person's name, with sessions of the accounts' read roles. */
  readerFor(requester: Requester): InstanceReader & SurroundingsReader
  /** The same for functions. What of the SDK only this needs is loaded when it is first asked. */
  functionsFor(requester: Requester): FunctionReader
  /** AWS's list prices as they are today; none of them where the Price List does not answer. */
  pricesFor(requester: Requester): PriceReader
  /** What may say why an instance or a function is as it is, read as `readerFor` does. */
  evidenceFor(requester: Requester): InstanceEvidence
  /** Changes one instance a call, with a session of its account's change role for this call alone. */
  changerFor(use: ChangerUse): InstanceChanger
  /** Calls or changes one function a call, with a session of its account's change role for this call alone. */
  callerFor(use: ChangerUse): FunctionCaller & FunctionChanger
  /** The configured language model, asked in this person's name; nothing where none is. */
  modelFor(requester: Requester): LanguageModel | undefined
  /** For `check --live`: assumes the role and asks for one page of everything that is read; says what is missing. */
  checkPlace(place: Place, requester: Requester): Promise<PlaceCheck>
  /** Loads the SDK once nobody waits. Never rejects. */
  warmUp(): Promise<void>
  close(): void
}

type Ports = {
  readonly accounts: readonly Account[]
  readonly now: () => number
  readonly log: Log
  /** For the values of environment variables. */
  readonly sealer: Sealer
  /** How long one place may take to answer a person, with session and all pages. */
  readonly withinMs?: number
  /** How long one call that changes something may take, with its session and all attempts. */
  readonly stepWithinMs?: number
  /** How long the call of a function may take once it has its session. */
  readonly callWithinMs?: number
  readonly model?: ModelSettings | undefined
  readonly modelTimes?: ModelTimes
}

const defaultWithinMs = 8000
const defaultStepWithinMs = 20_000
// A function runs for 15 minutes at most (Lambda Developer Guide, "Lambda quotas").
const defaultCallWithinMs = 930_000
const mostTypes = 2000

export function createAws({
  accounts,
  now,
  log,
  sealer,
  withinMs = defaultWithinMs,
  stepWithinMs = defaultStepWithinMs,
  callWithinMs = defaultCallWithinMs,
  model,
  modelTimes,
}: Ports): Aws {
  const pacer = createPacer()
  const clients = createClients({ pacer })
  const identity = createIdentity({ clients, now, withinMs })
  const ports = { accounts, clients, identity, now, log, sealer, withinMs, stepWithinMs, callWithinMs }
  const typeSizes: TypeSizes = new LRUCache({ max: mostTypes })
  const known: KnownPrices = new LRUCache({ max: mostTypes })

  return {
    readerFor(requester) {
      const calls = createPlaceCalls(requester, ports)
      return {
        findInstances: (query) => findInstances(query, { calls, pacer }),
        describeInstance: (instance) => describeInstance(instance, { calls, typeSizes }),
        describeSurroundings: (instances) => describeSurroundings(instances, { calls, typeSizes, withinMs }),
      }
    },
    functionsFor: (requester) => functionReader({ calls: createPlaceCalls(requester, ports), sealer, withinMs }),
    evidenceFor: (requester) => createEvidence(createPlaceCalls(requester, ports)),
    pricesFor(requester) {
      const calls = createPlaceCalls(requester, { ...ports, withinMs: Math.min(withinMs, priceListWithinMs) })
      return createPriceReader({ calls, known, now, log })
    },
    changerFor: (use) => createChanger(use, ports),
    callerFor: (use) => ({ ...createCaller(use, ports), ...createFunctionChanger(use, ports) }),
    modelFor: (requester) => model && createModel(model, requester, { ...ports, times: modelTimes }),
    checkPlace: (place, requester) => checkPlace(place, requester, ports),
    warmUp: () => clients.warmUp().catch((error: unknown) => log.error({ error }, 'The AWS SDK could not be loaded')),
    close: () => clients.close(),
  }
}

type Reading = { readonly calls: PlaceCalls; readonly sealer: Sealer; readonly withinMs: number }

function functionReader({ calls, sealer, withinMs }: Reading): FunctionReader {
  return {
    readFunction: (found, qualifier) => readFunction({ found, qualifier }, calls),
    findFunctions: (query) => findFunctions(query, calls),
    describeFunction: (found) => describeFunction(found, { calls, withinMs }),
    readEnvironment: (found) => readEnvironment(found, { calls, sealer }),
    compareVersions: (query) => compareVersions(query, calls),
    countCalls: (functions, stretch) => countCalls(functions, stretch, calls),
    findLogs: (query) => findLogs(query, calls),
    measure: (query) => measureFunction(query, calls),
  }
}
