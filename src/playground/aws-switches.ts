import type { Fault, FaultRule, Faults } from './aws/faults.ts'
import type { Switch } from './slack/switchboard.ts'

const changing = ['StartInstances', 'StopInstances', 'RebootInstances', 'TerminateInstances']

/** The real thing only: a rehearsal passes, so that a change gets as far as going wrong. */
const inChanges = (fault: Fault): FaultRule[] =>
  changing.map((action) => ({ where: { service: 'ec2', action, isDryRun: false }, fault }))

type Trouble = Pick<Switch, 'id' | 'label' | 'about'> & { readonly rules: readonly FaultRule[] }

const troubles: readonly Trouble[] = [
  {
    id: 'no-capacity',
    label: 'No capacity',
    about: 'Nothing starts: InsufficientInstanceCapacity',
    rules: [
      {
        where: { service: 'ec2', action: 'StartInstances' },
        fault: { kind: 'error', code: 'InsufficientInstanceCapacity' },
      },
    ],
  },
  {
    id: 'throttled',
    label: 'Throttled',
    about: 'EC2 takes no more requests: RequestLimitExceeded',
    rules: [{ where: { service: 'ec2' }, fault: { kind: 'throttle' } }],
  },
  {
    id: 'changes-refused',
    label: 'Changes refused',
    about: 'The rehearsal passes, the change does not: UnauthorizedOperation',
    rules: inChanges({ kind: 'error', code: 'UnauthorizedOperation' }),
  },
  {
    id: 'answers-lost',
    label: 'Answers lost',
    about: 'Each change is done, and the connection cut before AWS says so',
    rules: inChanges({ kind: 'lose-answer' }),
  },
  {
    id: 'region-silent',
    label: 'us-east-1 silent',
    about: 'Nothing in this Region answers any more',
    rules: [{ where: { region: 'us-east-1' }, fault: { kind: 'hang' } }],
  },
]

/** What the page can have go wrong at AWS. */
export function awsSwitches(faults: Faults): Switch[] {
  return troubles.map(({ rules, ...trouble }) => switchFor(trouble, rules, faults))
}

function switchFor(trouble: Omit<Trouble, 'rules'>, rules: readonly FaultRule[], faults: Faults): Switch {
  let ends: (() => void)[] = []
  return {
    ...trouble,
    set(isOn) {
      for (const end of ends) end()
      ends = isOn ? rules.map((rule) => faults.add(rule)) : []
    },
  }
}
