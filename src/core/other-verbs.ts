/** What other tools and people call what our commands do. */
const verbs: Readonly<Record<string, readonly [string, string]>> = {
  restart: ['ec2', 'reboot'],
  bounce: ['ec2', 'reboot'],
  kill: ['ec2', 'terminate'],
  delete: ['ec2', 'terminate'],
  destroy: ['ec2', 'terminate'],
  remove: ['ec2', 'terminate'],
  shutdown: ['ec2', 'stop'],
  halt: ['ec2', 'stop'],
  pause: ['ec2', 'stop'],
  boot: ['ec2', 'start'],
  launch: ['ec2', 'start'],
  ls: ['ec2', 'list'],
  describe: ['ec2', 'show'],
  inspect: ['ec2', 'show'],
  status: ['ec2', 'show'],
  diagnose: ['ec2', 'why'],
  call: ['lambda', 'invoke'],
  execute: ['lambda', 'invoke'],
  trigger: ['lambda', 'invoke'],
  tail: ['lambda', 'logs'],
}

/** The command that a word is for, under another name: `restart` is `/ec2 reboot`. */
export function meantVerb(word: string): readonly [string, string] | undefined {
  const verb = word.toLowerCase()
  return Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
}
