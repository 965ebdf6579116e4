import type { ChangeCommand, Command } from '../core/command.ts'
import type { ModelSettings } from '../core/model.ts'
import { decodes } from './decode-denial.ts'
import { grantOf } from './function-actions.ts'
import { modelStatements } from './model-access.ts'
import { besideStatement } from './session-policy.ts'

type Statement = Readonly<Record<string, unknown>>
export type PolicyDocument = { readonly Version: '2012-10-17'; readonly Statement: readonly Statement[] }

type Declaring = { readonly aws: Command['aws'] | ChangeCommand['aws'] }

/**
 * What the read role must allow: the actions that the commands declare, to decode what AWS says no with, the language
 * model if it asks that, and none besides.
 */
export function readRolePermissions(commands: readonly Declaring[], model?: ModelSettings): PolicyDocument {
  const actions = sorted([...commands.flatMap(({ aws }) => aws.read), decodes.Action])
  // Describe actions know no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
  const reads = { Sid: 'WindlassReads', Effect: 'Allow', Action: actions, Resource: '*' }
  return document([reads, ...(model === undefined ? [] : modelStatements(model))])
}

/**
 * What the change role must allow. Of it each step gets the one action on its one instance or function; what AWS said no
 * with is decoded in a session that may do that alone.
 */
export function changeRolePermissions(commands: readonly Declaring[]): PolicyDocument {
  const declared = commands.flatMap(({ aws }) => ('change' in aws ? [aws] : []))
  const actions = sorted(declared.flatMap(({ change }) => change))
  const beside = sorted(declared.flatMap((aws) => aws.beside ?? []))
  const decoding = actions.length === 0 ? [] : [{ Sid: 'WindlassDecodesDenials', ...decodes }]
  return document([
    ...changing('WindlassChanges', ofService('ec2', actions), 'arn:*:ec2:*:*:instance/*'),
    ...changingFunctions(ofService('lambda', actions)),
    ...beside.map((action) => ({ Sid: `WindlassLets${action.replace(/\W/g, '')}`, ...besideStatement(action, '*') })),
    ...decoding,
  ])
}

/** Whom each role must trust: Windlass's own identity, with the person's name in the session. */
export function roleTrust(principal: string, externalId: string | undefined): PolicyDocument {
  const trusted = { Effect: 'Allow', Principal: { AWS: principal } }
  const condition = externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }
  return document([
    { Sid: 'WindlassAssumes', ...trusted, Action: 'sts:AssumeRole', ...condition },
    { Sid: 'WindlassNamesThePerson', ...trusted, Action: ['sts:SetSourceIdentity', 'sts:TagSession'] },
  ])
}

/** What Windlass's own identity must be allowed: to become those roles, and nothing else. */
export function ownPermissions(roles: readonly string[]): PolicyDocument {
  const actions = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession']
  return document([{ Sid: 'WindlassAssumesItsRoles', Effect: 'Allow', Action: actions, Resource: roles }])
}

function ofService(service: string, actions: readonly string[]): string[] {
  return actions.filter((action) => action.startsWith(`${service}:`))
}

function changing(sid: string, actions: readonly string[], resource: string): Statement[] {
  return actions.length === 0 ? [] : [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: resource }]
}

function changingFunctions(actions: readonly string[]): Statement[] {
  return [...Map.groupBy(actions, grantOf)].flatMap(([{ sid, resource }, own]) => changing(sid, own, resource))
}

function sorted(actions: readonly string[]): string[] {
  return [...new Set(actions)].toSorted()
}

function document(statement: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statement }
}
