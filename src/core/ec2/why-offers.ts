import { runs } from '../problem.ts'
import type { Action } from '../view.ts'
import { type Instance, visibleName } from './instance.ts'
import { wordsOn } from './words-on.ts'

export function startOffer(instance: Instance): Action {
  const start = runs('start', `Start ${visibleName(instance)}`, wordsOn(['ec2', 'start'], [instance]))
  return start.kind === 'button' ? { ...start, style: 'primary' } : start
}

/** The first half of a stop and start; its card offers the second. */
export function stopOffer(instance: Instance): Action {
  return runs('stop', `Stop ${visibleName(instance)}, to start it again`, wordsOn(['ec2', 'stop'], [instance]))
}

/** The same once its state allows it, and nothing else. */
export function startIfStopped(instance: Instance): readonly Action[] {
  return instance.state === 'stopped' ? [startOffer(instance)] : []
}

export function rebootOffer(instance: Instance): Action {
  return runs('reboot', `Reboot ${visibleName(instance)}`, wordsOn(['ec2', 'reboot'], [instance]))
}

export function consoleOffer(instance: Instance): Action {
  return runs('console', 'Console output', wordsOn(['ec2', 'console'], [instance]))
}

export function historyOffer(instance: Instance): Action {
  return runs('history', 'Who did what', wordsOn(['ec2', 'history'], [instance]))
}

/** `topic`: the name of a file of src/knowledge/topics. */
export function askOffer(label: string, topic: string): Action {
  return runs(`ask-${topic}`, label, ['windlass', 'ask', topic])
}
