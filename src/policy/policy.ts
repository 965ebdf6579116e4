import { preparsePolicySet, type Response, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import type { Command } from '../core/command.ts'
import type { Decision, Policy, Question } from '../core/decision.ts'
import { UserError } from '../core/errors.ts'
import type { Account } from '../core/place.ts'
import type { Registry } from '../core/registry.ts'
import { actedOn, byConditions, byGroup, forbidden, groupsAskedFor, noRule } from './denial.ts'
import { createForesight } from './foresight.ts'
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
  const ask = createEngine(rules)
  const foresee = createForesight(rules)
  const askedFor = groupsAskedFor(rules)
  const commands = new Map(registry.commands.map((command) => [actionName(command), command]))

  function evaluate(question: Question, command: Command): Answer {
    return ask(requestOf(question, command, { accounts, timeZone }))
  }

  return {
    decide(question) {
      const command = commands.get(question.action.name)
      if (command === undefined) return noRule(question)
      try {
        const answer = evaluate(question, command)
        return (
          decisionOf(answer) ?? noRule(question, byGroups(question, command) ?? byConditions(rules, question, command))
        )
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
  }

  /** Would it be allowed to somebody in every group that rules ask for? */
  function byGroups(question: Question, command: Command) {
    const { groups: own } = question.principal
    const principal = { ...question.principal, groups: [...own, ...askedFor] }
    const { decision, errors, decisive } = evaluate({ ...question, principal }, command)
    return decision === 'allow' && errors.length === 0 ? byGroup(decisive, own) : undefined
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

/** Nothing where no rule said anything. */
function decisionOf({ decision, decisive, errors }: Answer): Decision | undefined {
  const [failed] = errors
  // A forbid that fails is skipped by the engine, and what it would have forbidden is allowed: so any failure is a no.
  if (failed !== undefined) {
    const { rule, problem } = failed
    const reason = `The rule ${rule.name} could not be evaluated, and then the answer is no: it ${problem}.`
    return { answer: 'deny', rule: shown(rule), reason }
  }
  const [first] = decisive
  if (first === undefined) return undefined
  if (decision === 'allow') return { answer: 'allow', rule: shown(first) }
  return forbidden(first)
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
