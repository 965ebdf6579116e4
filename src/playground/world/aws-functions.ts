import { hash } from 'node:crypto'
import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { numbersOf, uuidOf } from '../aws/id.ts'
import type { Configuration, SimulatedFunction, Version } from '../aws/lambda/simulated-function.ts'
import { type AwsPlace, emptyPlace, roleArn } from '../aws/world.ts'
import { functionRows } from './aws-functions-list.ts'
import type { FunctionRow } from './aws-functions-row.ts'
import { mappingsOf, policyOf } from './aws-functions-triggers.ts'
import type { Place } from './aws-parts.ts'
import { type Ago, agoMs } from './aws-row.ts'

type Member = { readonly name: string; readonly id: string; readonly environment: string }

/** Puts the functions of an account into its Regions. */
export function addFunctions(places: Map<string, AwsPlace>, { name, id, environment }: Member, now: number): void {
  for (const row of functionRows.filter(({ account }) => account === name)) {
    const place = places.get(row.region) ?? emptyPlace()
    places.set(row.region, place)
    addFunction(row, { account: id, region: row.region, environment, now }, place)
  }
}

export function addFunction(row: FunctionRow, where: Place, { functions, mappings }: AwsPlace): void {
  const made = mappingsOf(row, where)
  mappings.push(...made)
  functions.push(functionOf(row, where, made[0]?.id))
}

function functionOf(row: FunctionRow, where: Place, mapping: string | undefined): SimulatedFunction {
  const { account, region, environment, now } = where
  const { name, aliases = [], versions = [], provisioned, load, needs, team, owner, tags } = row
  const arn = `arn:aws:lambda:${region}:${account}:function:${name}`
  const alias = aliases.find((one) => one.name === 'live')?.name
  return {
    name,
    arn,
    account,
    latest: versionOf({ name: '$LATEST', code: row.code, changed: row.changed, about: row.about }, row, where),
    published: versions.map((version) => versionOf(version, row, where)),
    aliases: aliases.map((one) => ({
      Name: one.name,
      AliasArn: `${arn}:${one.name}`,
      FunctionVersion: one.version,
      Description: '',
      ...(one.weights === undefined ? {} : { RoutingConfig: { AdditionalVersionWeights: { ...one.weights } } }),
      RevisionId: uuidOf(`alias/${arn}/${one.name}`),
    })),
    tags: new Map(Object.entries({ owner, team, env: environment, ...tags })),
    policy: policyOf(row, where, alias === undefined ? arn : `${arn}:${alias}`),
    url: urlOf(row, arn, now),
    reserved: row.reserved,
    provisioned:
      provisioned === undefined
        ? []
        : [{ qualifier: 'live', requested: provisioned, asked: now - agoMs('20d'), readyAt: now - agoMs('19d') }],
    retries: row.retries ?? 2,
    traffic:
      load === undefined
        ? undefined
        : {
            since: now,
            load,
            ...(alias === undefined ? {} : { alias }),
            ...(mapping === undefined ? {} : { mapping }),
            ...(needs === undefined ? {} : { needs }),
          },
  }
}

type Named = { readonly name: string; readonly code: Version['code']; readonly changed: Ago; readonly about: string }

function versionOf({ name, code, changed, about }: Named, row: FunctionRow, where: Place): Version {
  const changedAt = where.now - agoMs(changed)
  const seed = `${where.account}/${where.region}/${row.name}/${name}`
  const configuration: Configuration = {
    ...kindOf(row, where),
    ...stateOf(row.state),
    FunctionName: row.name,
    Role: roleArn(where.account, `service-role/${row.name}`),
    Description: about,
    MemorySize: row.memoryMb,
    Timeout: row.timeoutSeconds,
    CodeSize: 4000 + (numbersOf(seed, [9_000_000])[0] ?? 0),
    CodeSha256: hash('sha256', code.source, 'base64'),
    LastModified: new Date(changedAt).toISOString().replace('Z', '+0000'),
    Version: name,
    RevisionId: uuidOf(`revision/${seed}`),
    TracingConfig: { Mode: 'PassThrough' },
    Architectures: [row.isArm === true ? 'arm64' : 'x86_64'],
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${row.name}` },
    ...(row.variables === undefined ? {} : { Environment: { Variables: { ...row.variables } } }),
    ...(row.layers === undefined ? {} : { Layers: layersOf(row.layers, where) }),
    ...(row.isInVpc === true ? { VpcConfig: vpcOf(seed) } : {}),
  }
  return { name, configuration, code, updatedAt: changedAt, before: undefined, activeAt: changedAt }
}

function kindOf(
  { runtime, handler = 'index.handler', isSnapStarted }: FunctionRow,
  { account, region }: Place,
): FunctionConfiguration {
  if (runtime === undefined) return { PackageType: 'Image' }
  const version = uuidOf(`runtime/${runtime}`).replaceAll('-', '')
  return {
    PackageType: 'Zip',
    Runtime: runtime,
    Handler: handler,
    RuntimeVersionConfig: { RuntimeVersionArn: `arn:aws:lambda:${region}::runtime:${version}${version}` },
    SnapStart:
      isSnapStarted === true
        ? { ApplyOn: 'PublishedVersions', OptimizationStatus: 'On' }
        : { ApplyOn: 'None', OptimizationStatus: 'Off' },
    ...(runtime === 'python3.8' ? { KMSKeyArn: `arn:aws:kms:${region}:${account}:key/${uuidOf('key')}` } : {}),
  }
}

const layersOf = (layers: readonly string[], { account, region }: Place) =>
  layers.map((layer) => ({ Arn: `arn:aws:lambda:${region}:${account}:layer:${layer}`, CodeSize: 18_400_512 }))

function vpcOf(seed: string): NonNullable<FunctionConfiguration['VpcConfig']> {
  const mark = uuidOf(`vpc/${seed}`).replaceAll('-', '')
  return {
    VpcId: `vpc-0${mark.slice(0, 16)}`,
    SubnetIds: [`subnet-0${mark.slice(1, 17)}`, `subnet-0${mark.slice(2, 18)}`],
    SecurityGroupIds: [`sg-0${mark.slice(3, 19)}`],
    Ipv6AllowedForDualStack: false,
  }
}

function stateOf(state: FunctionRow['state']): FunctionConfiguration {
  if (state === 'Inactive') return { State: 'Inactive', StateReason: 'The function is idle.', StateReasonCode: 'Idle' }
  if (state !== 'Failed') return {}
  return {
    State: 'Failed',
    StateReason: 'Lambda does not have permission to access the ECR image. Check the ECR permissions.',
    StateReasonCode: 'ImageAccessDenied',
    LastUpdateStatus: 'Failed',
    LastUpdateStatusReason: 'Lambda does not have permission to access the ECR image. Check the ECR permissions.',
    LastUpdateStatusReasonCode: 'ImageAccessDenied',
  }
}

function urlOf({ url, name }: FunctionRow, arn: string, now: number): SimulatedFunction['url'] {
  if (url === undefined) return undefined
  const created = new Date(now - agoMs('120d')).toISOString()
  const host = uuidOf(`url/${arn}`).replaceAll('-', '')
  return {
    FunctionUrl: `https://${host}.lambda-url.${arn.split(':')[3]}.on.aws/`,
    FunctionArn: arn,
    AuthType: url,
    CreationTime: created,
    LastModifiedTime: created,
    InvokeMode: 'BUFFERED',
    ...(url === 'NONE' ? { Cors: { AllowOrigins: [`https://${name}.harbour.example`] } } : {}),
  }
}
