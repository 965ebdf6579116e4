import { isProblem } from '../core/problem.ts'
import type { Action, Choice, View } from '../core/view.ts'
import type { Ending } from './answer.ts'
import type { Asking } from './decide.ts'
import { findByWords } from './find.ts'
import type { Product } from './ports.ts'
import { findBar } from './runnable.ts'

/** An answer is one person's, so it offers only what that person may do somewhere. A card is for everyone, and stays. */
export function offeredTo(asking: Asking, ending: Ending, product: Product): Ending {
  return ending.gives === 'answer' ? { ...ending, view: withinRights(ending.view, asking, product) } : ending
}

/** The view without what would only run commands that the person may give nowhere. */
export function withinRights(view: View, asking: Asking, product: Product): View {
  const known = new Map<string, boolean>()
  const isOffered = ({ does }: Choice) => {
    if (does.kind === 'decide') return true
    const found = findByWords(does.words, product.registry)
    if (isProblem(found)) return true
    const { command } = found
    const name = command.words.join(' ')
    const isRunnable = known.get(name) ?? findBar(command, asking, product) === undefined
    known.set(name, isRunnable)
    return isRunnable
  }
  return { ...view, actions: view.actions.flatMap((action) => within(action, isOffered)) }
}

function within(action: Action, isOffered: (choice: Choice) => boolean): Action[] {
  if (action.kind === 'button') return isOffered(action) ? [action] : []
  const choices = action.choices.filter(isOffered)
  return choices.length === 0 ? [] : [{ ...action, choices }]
}
