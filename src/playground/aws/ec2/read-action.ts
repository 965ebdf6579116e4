import { type Action, action, type Call, type Resource } from '../action.ts'
import { dryRunOperation } from './dry-run.ts'

/** An action that changes nothing, so it runs even when it is only to be tried: what is wrong with the request is said first. */
export function readAction<Input extends { DryRun?: boolean | undefined }>(definition: {
  name: string
  run(input: Input, call: Call): object
  resources?(input: Input, call: Call): readonly Resource[]
}): Action {
  return action({
    ...definition,
    run(input: Input, call) {
      const output = definition.run(input, call)
      if (input.DryRun === true) throw dryRunOperation()
      return output
    },
  })
}
