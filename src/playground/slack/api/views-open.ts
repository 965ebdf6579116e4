import { z } from 'zod'
import { checkView } from '../view-check.ts'
import { viewObject } from '../view-object.ts'
import { type ApiMethod, json, parseArgs } from './method.ts'

const args = z.object({ trigger_id: z.string(), view: json(z.record(z.string(), z.unknown())) })

export const viewsOpen: ApiMethod = {
  token: 'bot',
  run(given, { workspace, views, triggers }) {
    const { trigger_id: triggerId, view } = parseArgs(args, given)
    // A view that is refused costs no trigger.
    const checked = checkView(view)
    return { view: viewObject(workspace, views.open(triggers.exchange(triggerId), checked)) }
  },
}
