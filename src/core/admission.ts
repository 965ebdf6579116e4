import type { Person } from './people.ts'

export type Admission = { readonly isAdmitted: true } | { readonly isAdmitted: false; readonly reason: string }

/**
 * Who may speak to Windlass at all: a full member of the one configured workspace. Slack ids are immutable and come
 * with their team, so nothing here looks at a name.
 */
export function admission(person: Person, workspace: { readonly team: string }): Admission {
  if (person.isStranger || person.team !== workspace.team)
    return refused('You are here from another organisation, and Windlass answers members of its own workspace only.')
  if (person.isGuest) return refused('You are a guest in this workspace, and Windlass answers full members only.')
  if (person.isDeleted) return refused('Your account in this workspace is deactivated.')
  if (person.isBot) return refused('Windlass answers people, not other apps.')
  return { isAdmitted: true }
}

function refused(reason: string): Admission {
  return { isAdmitted: false, reason }
}
