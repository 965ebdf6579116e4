import type { PastDoer } from '../aws/past-event.ts'

type By = { readonly doer: PastDoer; readonly from: string }

const operators = 'AWSReservedSSO_Operators_5a2f9c81d0e3b746'

/** Through AWS's own console, from the office. */
export const throughConsole = (person: string): By => ({
  doer: { kind: 'role', name: operators, session: `${person}@harbour.example` },
  from: '203.0.113.24',
})

export const byWindlass = (user: string): By => {
  const session = `T0HARBOUR-${user}`
  return {
    doer: { kind: 'role', name: 'WindlassChange', session, sourceIdentity: session },
    from: '198.51.100.40',
  }
}

export const byDeployment: By = {
  doer: { kind: 'role', name: 'github-deploy', session: 'GitHubActions' },
  from: '192.0.2.61',
}

export const bySchedule: By = {
  doer: { kind: 'role', name: 'office-hours', session: 'stop-at-night' },
  from: '198.51.100.7',
}
