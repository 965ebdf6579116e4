import { changeAction, checkStates, incorrectState } from './change-action.ts'

/** Nothing of a reboot can be seen from outside; "requests to reboot terminated instances are ignored" (EC2 API Reference). */
export const rebootInstances = changeAction({
  name: 'RebootInstances',
  run(targets) {
    checkStates(targets, ['running', 'terminated'], ({ simulated: { id } }) =>
      incorrectState(`The instance '${id}' is not in the 'running' state.`),
    )
    return {}
  },
})
