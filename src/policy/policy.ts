import { preparsePolicySet, type Response, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import type { Command } from '../core/command.ts'
import type { Decision, Policy, Question } from '../core/decision.ts'
import { UserError } from '../core/errors.ts'
import type { Account } from '../core/place.ts'
import type { Registry } from '../core/registry.ts'
import { actedOn, byConditions, byGroup, byOwnConditions, forbidden, groupsAskedFor, noRule } from './denial.ts'
import { createForesight } from './foresight.ts'
import { fieldsOf } from './payload.ts'
import { findPayloadLack } from './payload-problems.ts'
import { type PolicyProblem, readPolicies } from './read-policies.ts'
import { requestOf } from './request.ts'
import type { PolicyRule } from './rules.ts'
import { actionName } from './schema.ts'
import type { Source } from './source.ts'
import { wordError } from './wording.ts'

type Setting = {
  readonly registry: Registry
  readonly accounts: readonly Account[]
  /** An IANA name: what hours and weekdays are in. */
  readonly timeZone: string
  /** Names of windlass.yaml. */
  readonly groups: readonly string[]
  /** The administrator's files; nothing means the built-in policy. */
  readonly sources: readonly Source[] | undefined
}

type Made = {
  readonly policy: Policy
  /** User groups of Slack that policies name: who is in them must be known. */
  readonly userGroups: readonly string[]
  /** What looks wrong with them and is not. */
  readonly warnings: readonly PolicyProblem[]
}

/** Throws a UserError where a policy is not right: `readPolicies` has each problem. */
export function createPolicy({ registry, accounts, timeZone, groups, sources }: Setting): Made {
  const policies = readPolicies(sources, { registry, accounts, groups })
  if (!policies.ok) throw notRight(policies.problems)
  const { rules, userGroups, warnings } = policies
  return { policy: decideBy(rules, { registry, accounts, timeZone }), userGroups, warnings }
}

/** What decides by rules that were read. */
export function decideBy(
  rules: readonly PolicyRule[],
  { registry, accounts, timeZone }: Pick<Setting, 'registry' | 'accounts' | 'timeZone'>,
): Policy {
  const decide = createDecider(rules, { accounts, timeZone })
  const foresee = createForesight(rules)
  const commands = new Map(registry.commands.map((command) => [actionName(command), command]))
  return {
    decide(question) {
      const command = commands.get(question.action.name)
      if (command === undefined) return noRule(question)
      try {
        return decide(question, command)
      } catch {
        // The engine throws where it is asked what it cannot read. That is no permission.
        return unanswered(question)
      }
    },
    findBar(asked) {
      const command = commands.get(asked.action.name)
      return command === undefined ? noRule(asked) : foresee({ ...asked, command }).bar
    },
    isOpen(asked) {
      const command = commands.get(asked.action.name)
      return command !== undefined && foresee({ ...asked, command }).isOpen
    },
    readsPayload: rules.some(({ payloadUses }) => payloadUses.length > 0),
  }
}

/** Throws what the engine throws. */
function createDecider(rules: readonly PolicyRule[], setting: Pick<Setting, 'accounts' | 'timeZone'>) {
  const ask = createEngine(rules)
  const askedFor = groupsAskedFor(rules)
  const fields = fieldsOf(rules.flatMap(({ payloadUses }) => payloadUses))

  function evaluate(question: Question, command: Command): Answer {
    return ask(requestOf(question, command, { ...setting, fields }))
  }

  /** Would it be allowed to somebody in every group that rules ask for? */
  function byGroups(question: Question, command: Command) {
    const { groups: own } = question.principal
    const principal = { ...question.principal, groups: [...own, ...askedFor] }
    const { decision, errors, decisive } = evaluate({ ...question, principal }, command)
    return decision === 'allow' && errors.length === 0 ? byGroup(decisive, own) : undefined
  }

  return (question: Question, command: Command): Decision => {
    const answer = evaluate(question, command)
    const [failed] = answer.errors
    // A forbid that fails is skipped by the engine, and what it would have forbidden is allowed: so any failure is a no.
    if (failed !== undefined) return notEvaluated(failed, findPayloadLack(failed.rule, question.context, fields))
    const decided = decisionOf(answer)
    if (decided !== undefined) return decided
    const because = byOwnConditions(rules, question) ?? byGroups(question, command)
    return noRule(question, because ?? byConditions(rules, question, command))
  }
}

type Answer = Pick<Response, 'decision'> & {
  /** What decided, in the order in which it is written. */
  readonly decisive: readonly PolicyRule[]
  readonly errors: readonly { readonly rule: PolicyRule; readonly problem: string }[]
}

let engines = 0

/** The engine keeps parsed policies by name: parsing them takes longer than deciding. */
function createEngine(rules: readonly PolicyRule[]) {
  engines += 1
  const preparsedPolicySetId = `windlass-${engines}`
  const staticPolicies = Object.fromEntries(rules.map(({ key, piece }) => [key, piece.text]))
  const parsed = preparsePolicySet(preparsedPolicySetId, { staticPolicies })
  if (parsed.type === 'failure') throw new Error(`policies that were read are not: ${parsed.errors[0]?.message}`)
  return (request: ReturnType<typeof requestOf>): Answer => {
    const answer = statefulIsAuthorized({ ...request, preparsedPolicySetId })
    if (answer.type === 'failure') throw new Error(answer.errors[0]?.message ?? 'no answer')
    const { decision, diagnostics } = answer.response
    const decisive = rules.filter(({ key }) => diagnostics.reason.includes(key))
    const errors = rules.flatMap((rule) => {
      const failed = diagnostics.errors.find(({ policyId }) => policyId === rule.key)
      return failed === undefined ? [] : [{ rule, problem: wordError(failed.error).problem }]
    })
    return { decision, decisive, errors }
  }
}

/** `because` is what can be said of it besides what the engine says. */
function notEvaluated({ rule, problem }: Answer['errors'][number], because = `it ${problem}`): Decision {
  const reason = `The rule ${rule.name} could not be evaluated, and then the answer is no: ${because}.`
  return { answer: 'deny', rule: shown(rule), reason }
}

/** Nothing where no rule said anything. */
function decisionOf({ decision, decisive }: Answer): Decision | undefined {
  const [first] = decisive
  if (first === undefined) return undefined
  if (decision !== 'allow') return forbidden(first)
  const isConfirmed = decisive.some(({ confirms }) => confirms)
  return { answer: 'allow', rule: shown(first), ...(isConfirmed ? { confirms: true } : {}) }
}

function shown({ name, where }: PolicyRule): Decision['rule'] {
  return { name, where }
}

function unanswered(question: Question): Decision {
  const reason = `The policies could not be evaluated for ${actedOn(question)}, and then the answer is no.`
  return { answer: 'deny', rule: { name: 'not-evaluated', where: undefined }, reason }
}

function notRight(problems: readonly PolicyProblem[]): UserError {
  const sentences = problems.map(({ setting, problem, help }) => `${setting} ${problem}. ${help}`)
  return new UserError('Policies', sentences.join('\n'), { hint: 'npm start -- policy check looks at them again.' })
}
