const states = ['running', 'stopped', 'stopping', 'pending', 'terminated'] as const
const asked =
  /^(?:please\s+)?(?:(?:can you\s+)?(?:show|list|give|tell)(?:\s+me)?|which|what|how many|are there(?:\s+any)?|do we have(?:\s+any)?)\b/i
const things = /\b(?:ec2\s+)?(?:instances|servers|machines|vms|boxes)\b/i
const functions = /\b(?:lambda\s+)?(?:functions|lambdas)\b/i
// What is there now, and not what there could be.
const ours = /\b(?:all|our|my|we have|do we have|are there|there are|right now|currently|any|the)\b/i
const general =
  /\b(?:types?|famil(?:y|ies)|limits?|quotas?|can|could|should|would|costs?|cheap\w*|best|better|differences?|names?|sizes?|generations?|support\w*|mean\w*|use[ds]?|need|between|who|why|per|at once|concurren\w*|maximum|max)\b/i
const mostWords = 12

type Where = { readonly accounts: readonly string[]; readonly regions: readonly string[] }

/** `Show me all stopped instances in staging` is `/ec2 list --state stopped --account staging`; nothing where it asks for something else. */
export function readListQuestion(question: string, { accounts, regions }: Where): string[] | undefined {
  const typed = question.trim().replace(/[?!.]+$/, '')
  if (!asked.test(typed) || general.test(typed) || typed.split(/\s+/).length > mostWords) return undefined
  const state = states.filter((each) => new RegExp(String.raw`\b${each}\b`, 'i').test(typed))
  const product = functions.test(typed) ? 'lambda' : things.test(typed) ? 'ec2' : undefined
  const isOfNow = ours.test(typed) || state.length > 0 || /^(?:show|list)/i.test(typed)
  if (product === undefined || !isOfNow) return undefined
  const named = (flag: string, known: readonly string[]) =>
    known
      .filter((each) =>
        typed
          .toLowerCase()
          .split(/[^\w-]+/)
          .includes(each.toLowerCase()),
      )
      .flatMap((each) => [flag, each])
  return [
    product,
    'list',
    ...(product === 'ec2' ? state.flatMap((each) => ['--state', each]) : []),
    ...named('--account', accounts),
    ...named('--region', regions),
  ]
}
