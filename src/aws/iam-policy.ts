import type { Command } from '../core/command.ts'

type Statement = Readonly<Record<string, unknown>>
export type PolicyDocument = { readonly Version: '2012-10-17'; readonly Statement: readonly Statement[] }

/** What the read role must allow: the actions that the commands declare, and none besides. */
export function readRolePermissions(commands: readonly Pick<Command, 'aws'>[]): PolicyDocument {
  const actions = [...new Set(commands.flatMap(({ aws }) => aws.read))].toSorted()
  // EC2's Describe actions know no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
  return document([{ Sid: 'WindlassReads', Effect: 'Allow', Action: actions, Resource: '*' }])
}

/** Whom the read role must trust: Windlass's own identity, with the person's name in the session. */
export function readRoleTrust(principal: string, externalId: string | undefined): PolicyDocument {
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

function document(statement: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statement }
}
