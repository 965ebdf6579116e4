import type { Redaction } from '../core/assistant/redaction.ts'
import type { TagKeys } from '../core/command.ts'
import type { Instance } from '../core/ec2/instance.ts'
import type { Doer } from '../core/evidence.ts'
import { known } from '../core/evidence.ts'
import type { FunctionDetails, LambdaFunction } from '../core/lambda/function.ts'
import { isCommon, isPublicImage } from './common-values.ts'
import type { Sources } from './run-read.ts'

type Known = Pick<Redaction, 'know'>

/** The same sources; every name that they give is known from then on. */
export function notingNames(sources: Sources, redaction: Known, tagKeys: TagKeys): Sources {
  return {
    ...sources,
    ec2: notingInstances(sources.ec2, redaction, tagKeys),
    lambda: notingFunctions(sources.lambda, redaction, tagKeys),
    evidence: notingEvidence(sources.evidence, redaction),
    ...notingRecords(sources, redaction),
  }
}

function notingInstances(ec2: Sources['ec2'], redaction: Known, tagKeys: TagKeys): Sources['ec2'] {
  const { know } = redaction
  const note = (instances: readonly Instance[]) => {
    for (const { tags } of instances) noteTags(tags, redaction, tagKeys)
    // After the tags, one of which has the same name.
    know(
      'name',
      instances.map(({ name }) => name),
    )
  }
  return {
    ...ec2,
    async findInstances(query) {
      const found = await ec2.findInstances(query)
      note(found.instances)
      return found
    },
    async describeInstance(instance) {
      const details = await ec2.describeInstance(instance)
      const { keyName, imageName, role, securityGroups } = details
      note([details.instance])
      know('role', [role])
      const image = imageName === undefined || isPublicImage(imageName) ? undefined : imageName
      know('name', [...[keyName, ...securityGroups.map(({ name }) => name)].filter(isTelling), image])
      return details
    },
  }
}

function notingFunctions(lambda: Sources['lambda'], redaction: Known, tagKeys: TagKeys): Sources['lambda'] {
  return {
    ...lambda,
    async findFunctions(query) {
      const found = await lambda.findFunctions(query)
      for (const each of found.functions) noteFunction(each, redaction)
      return found
    },
    async readFunction(found, qualifier) {
      const read = await lambda.readFunction(found, qualifier)
      noteTags(read.tags, redaction, tagKeys)
      noteFunction(read.function, redaction)
      return read
    },
    async describeFunction(found) {
      const details = await lambda.describeFunction(found)
      noteTags(details.tags, redaction, tagKeys)
      noteDetails(details, redaction)
      noteFunction(details.function, redaction)
      return details
    },
  }
}

function noteFunction({ name, logGroup }: LambdaFunction, { know }: Known): void {
  know('name', [logGroup])
  know('function', [name])
}

function noteDetails(details: FunctionDetails, { know }: Known): void {
  const { role, layers, environmentNames, deadLetters, aliases, triggers, provisioned = [] } = details
  know('role', [role])
  know('variable', environmentNames)
  const named = [
    deadLetters,
    // With its version and without.
    ...layers.flatMap((layer) => [layer, layer.replace(/:\d+$/, '')]),
    ...aliases.map(({ name }) => name),
    ...triggers.flatMap(({ name, qualifier }) => [name, qualifier]),
    ...provisioned.map(({ qualifier }) => qualifier),
  ]
  know('name', named.filter(isTelling))
}

const cluster = /^kubernetes\.io\/cluster\/(.+)$/

function noteTags(tags: ReadonlyMap<string, string>, { know }: Known, tagKeys: TagKeys): void {
  for (const [key, value] of tags) {
    know('name', [cluster.exec(key)?.[1]])
    if (isTelling(value)) know(key === tagKeys.owner ? 'owner' : 'tag', [value])
  }
}

function isTelling(name: string | undefined): boolean {
  return name !== undefined && !isCommon(name)
}

function notingEvidence(evidence: Sources['evidence'], { know }: Known): Sources['evidence'] {
  return {
    ...evidence,
    async listTrail(query) {
      const read = await evidence.listTrail(query)
      know(
        'owner',
        (known(read) ?? []).flatMap(({ doer }) => namesOf(doer)),
      )
      return read
    },
    listScalingActivities(place, group) {
      know('name', [group])
      return evidence.listScalingActivities(place, group)
    },
    async readRegistrations(details) {
      const read = await evidence.readRegistrations(details)
      const targets = known(read)?.targets ?? []
      const named = targets.flatMap(({ group, balancers = [] }) => [
        group,
        ...balancers.flatMap(({ name, securityGroups }) => [name, ...securityGroups]),
      ])
      know('name', named.filter(isTelling))
      return read
    },
    async readAccountConcurrency(place, stretch) {
      const read = await evidence.readAccountConcurrency(place, stretch)
      know('function', [known(read)?.busiest?.name])
      return read
    },
    async readNetwork(details) {
      const read = await evidence.readNetwork(details)
      const { groups = [], acl, routeTable, routes = [] } = known(read) ?? {}
      const routed = routes.flatMap(({ destination, target }) => [destination, target].filter(isId))
      know('name', [...groups.map(({ name }) => name), acl?.id, routeTable, ...routed].filter(isTelling))
      return read
    },
  }
}

/** Not open to the world, and not `local`. */
function isId(text: string): boolean {
  return /^[a-z]+-[0-9a-f]{3,}$/.test(text)
}

function notingRecords({ changes, audit }: Sources, { know }: Known): Pick<Sources, 'changes' | 'audit'> {
  const note = (targets: readonly { readonly name: string }[]) =>
    know(
      'name',
      targets.map(({ name }) => name),
    )
  return {
    changes: {
      async listChanges(query) {
        const found = await changes.listChanges(query)
        note(found.changes.flatMap(({ plan }) => plan.targets))
        return found
      },
      async findChange(id) {
        const change = await changes.findChange(id)
        note(change?.plan.targets ?? [])
        return change
      },
    },
    audit: {
      async listEvents(query) {
        const found = await audit.listEvents(query)
        note(found.events.flatMap(({ targets }) => targets ?? []))
        return found
      },
    },
  }
}

/** A service is nobody's, and says much. */
function namesOf({ kind, name, session }: Doer): (string | undefined)[] {
  return kind === 'service' ? [] : [name, session]
}
