import type { SeedUser, SeedUserGroup, WorkspaceSeed } from '../slack/seed.ts'

const team = { id: 'T0HARBOUR', name: 'Harbour', domain: 'harbour' }
const initech = 'T0INITECH'

const berlin = { name: 'Europe/Berlin', label: 'Central European Time', offsetSeconds: 3_600 }
const london = { name: 'Europe/London', label: 'Greenwich Mean Time', offsetSeconds: 0 }
const chicago = { name: 'America/Chicago', label: 'Central Standard Time', offsetSeconds: -21_600 }

/** The people to act as. What they may do is said by their title here and decided by Windlass. */
export const people = {
  ada: person({ id: 'U0ADA', name: 'ada', realName: 'Ada Byron', title: 'operator', color: '#1264a3' }),
  lin: person({ id: 'U0LIN', name: 'lin', realName: 'Lin Wei', title: 'viewer', color: '#2bac76' }),
  grace: {
    ...person({ id: 'U0GRACE', name: 'grace', realName: 'Grace Murray', title: 'lead', color: '#7c3085' }),
    timeZone: london,
  },
  mia: person({ id: 'U0MIA', name: 'mia', realName: 'Mia Costa', title: 'support, without AWS', color: '#d9485f' }),
  // A full member of his own organisation, here through a shared channel: `is_restricted` is false and, since the bot
  // is in that channel too, so is `is_stranger` (docs.slack.dev, user object). Only his team gives him away.
  rob: {
    ...person({ id: 'U0ROB', name: 'rob', realName: 'Rob Porter', title: 'guest of Initech', color: '#e8912d' }),
    team: initech,
    timeZone: chicago,
  },
} satisfies Record<string, SeedUser>

const bot: SeedUser = {
  ...person({ id: 'U0WINDLASS', name: 'windlass', realName: 'Windlass', title: 'app', color: '#3f0e40' }),
  isBot: true,
}

export const channels = { ops: 'C0OPS', webTeam: 'C0WEBTEAM', initechShared: 'C0INITECH' }
export const directs = { ada: 'D0ADA', lin: 'D0LIN', grace: 'D0GRACE', mia: 'D0MIA', rob: 'D0ROB' }

export const userGroups = {
  changers: { id: 'S0CHANGERS', handle: 'ec2-changers', name: 'Changers', users: [people.ada.id, people.grace.id] },
  leads: { id: 'S0LEADS', handle: 'leads', name: 'Leads', users: [people.grace.id] },
  invokers: { id: 'S0INVOKERS', handle: 'support', name: 'Support', users: [people.mia.id] },
} satisfies Record<string, SeedUserGroup>

export const slackSeed: WorkspaceSeed = {
  team,
  app: { id: 'A0WINDLASS', botId: 'B0WINDLASS', user: bot.id },
  users: [...Object.values(people), bot],
  channels: [
    {
      id: channels.ops,
      name: 'ops',
      topic: 'Who is on call, what is burning',
      members: [people.ada.id, people.lin.id, people.grace.id, people.mia.id, bot.id],
      sharedWith: [],
    },
    {
      // Without the bot: slash commands answer here, but nothing can be posted for everyone.
      id: channels.webTeam,
      name: 'web-team',
      topic: 'The shop and what runs it',
      members: [people.ada.id, people.lin.id, people.grace.id],
      sharedWith: [],
    },
    {
      id: channels.initechShared,
      name: 'initech-shared',
      topic: 'With Initech: the warehouse interface',
      members: [people.ada.id, people.grace.id, people.rob.id, bot.id],
      sharedWith: [initech],
    },
  ],
  userGroups: Object.values(userGroups),
  directs: [
    { id: directs.ada, user: people.ada.id },
    { id: directs.lin, user: people.lin.id },
    { id: directs.grace, user: people.grace.id },
    { id: directs.mia, user: people.mia.id },
    { id: directs.rob, user: people.rob.id },
  ],
  messages: [
    { channel: channels.ops, user: people.grace.id, text: 'Morning. Ada is on call until Friday.', minutesAgo: 96 },
    {
      channel: channels.ops,
      user: people.lin.id,
      text: 'Checkout felt slow around nine, did anyone look?',
      minutesAgo: 41,
    },
    { channel: channels.ops, user: people.ada.id, text: 'Looking at the web tier now.', minutesAgo: 38 },
    {
      channel: channels.webTeam,
      user: people.lin.id,
      text: 'The new shop build goes to staging at noon.',
      minutesAgo: 52,
    },
    {
      channel: channels.initechShared,
      user: people.rob.id,
      text: 'Is the warehouse endpoint down on your side?',
      minutesAgo: 17,
    },
  ],
}

function person(known: Pick<SeedUser, 'id' | 'name' | 'realName' | 'title' | 'color'>): SeedUser {
  return { ...known, team: team.id, timeZone: berlin }
}
