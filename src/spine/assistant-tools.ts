import type { Redaction } from '../core/assistant/redaction.ts'
import { type CommandTool, mostCalls, readArguments } from '../core/assistant/tools.ts'
import { viewText } from '../core/assistant/view-text.ts'
import { typedName } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import type { ModelPart } from '../core/model.ts'
import { isProblem, type Problem, problemView, ruleIn } from '../core/problem.ts'
import { scrub } from '../core/scrub.ts'
import { plain, text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { tokenize } from '../core/words.ts'
import { auditOf } from './answer.ts'
import { askedWords } from './ask.ts'
import type { Asking } from './decide.ts'
import { explainFailure } from './failure.ts'
import { notingNames } from './noted-names.ts'
import type { SpinePorts } from './ports.ts'
import { runRead } from './run-read.ts'

export type ToolCall = ModelPart & { kind: 'call' }
type ToolResult = ModelPart & { kind: 'result' }

export type Toolbox = {
  /** Runs it as if the person had typed it, with the true names in its arguments. Never throws. */
  use(call: ToolCall): Promise<ToolResult>
  /** Those that answered, as typed: `/ec2 list`. */
  used(): readonly string[]
}

type Using = {
  readonly tools: readonly CommandTool[]
  readonly delivery: Delivery
  readonly asking: Asking
  readonly redaction: Redaction
  /** Told what is read before it is. */
  readonly step: (title: string) => void
}

export function openToolbox({ tools, delivery, asking, redaction, step }: Using, ports: SpinePorts): Toolbox {
  const used = new Set<string>()
  let calls = 0

  async function answerCall({ tool: name, input }: ToolCall): Promise<View | Problem> {
    calls += 1
    if (calls > mostCalls) return unusable(`No more than ${mostCalls} calls. Answer with what you have.`)
    const command = tools.find((tool) => tool.name === name)?.command
    if (command === undefined) return unusable('There is no such tool.')
    const given = readArguments(input)
    if (!given.ok) return unusable(given.message)
    const split = tokenize(given.value)
    if (!split.ok) return unusable(`A ${split.unclosed} was opened and not closed.`)
    // A true name stays one word, whatever is in it, and is never a flag: anybody may have written it.
    const rest = split.tokens.map(redaction.restore)
    if (rest.some((word, index) => word.startsWith('-') && split.tokens[index]?.startsWith('-') !== true))
      return unusable('That name begins with a dash. Use the id instead.')
    // By the tool, not by what it wrote: no words of it can name another command.
    const found = { command, words: [...command.words, ...rest], rest }
    const said = scrub(askedWords(found.words))
    step(`Reading ${said}`)
    const through = (sources: Parameters<typeof notingNames>[0]) =>
      notingNames(sources, redaction, ports.product.tagKeys)
    const outcome = await runRead({ asking, delivery, found, through }, ports).catch((error: unknown) =>
      explainFailure(error, { log: ports.log, reference: delivery.id }),
    )
    await record(said, outcome, { delivery, ports })
    if (!isProblem(outcome)) used.add(typedName(command))
    return outcome
  }

  return {
    async use(call) {
      const outcome = await answerCall(call).catch((error: unknown) =>
        explainFailure(error, { log: ports.log, reference: delivery.id }),
      )
      const isError = isProblem(outcome)
      return { kind: 'result', id: call.id, text: viewText(isError ? problemView(outcome) : outcome), isError }
    },
    used: () => [...used],
  }
}

/** Read in the person's name: recorded like what they typed. */
async function record(
  said: string,
  outcome: View | Problem,
  { delivery, ports: { store, system } }: { readonly delivery: Delivery; readonly ports: SpinePorts },
): Promise<void> {
  const ended = isProblem(outcome)
    ? ({ kind: outcome.code === 'Denied' ? 'denied' : 'misunderstood', rule: ruleIn(outcome) } as const)
    : ({ kind: 'answered', rule: undefined } as const)
  const lead = plain(isProblem(outcome) ? outcome.message : outcome.lead)
  const told = `read for the language model: ${lead}`
  await store.recordAudit(auditOf(system.newId(), delivery, { ...ended, said, outcome: told, at: system.now() }))
}

function unusable(message: string): Problem {
  return { code: 'BadTool', message: text`${message}`, actions: [] }
}
