import { expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { bulletsOf, leadText, pressable, runCommand, tableOf } from '../../fixtures/run-command.ts'

it('lists the commands on functions, for the bare slash command too', async () => {
  const view = await runCommand('/lambda', anAccount([]), { groups: ['auditors'] })
  expect(leadText(view)).toBe('Functions: what you can do with them')
  expect(bulletsOf(view)).toMatchInlineSnapshot(`
    [
      "/lambda list [order-*]  List functions in every account and Region",
      "/lambda show order-intake  Show one function in full",
      "/lambda why order-intake  Say why a function fails, is slow, is throttled, is never called or costs so much",
      "/lambda logs order-intake  Show what a function wrote, call by call",
      "/lambda metrics order-intake  Draw how often a function is called, fails and how long it takes",
      "/lambda history order-intake  Who changed a function, when and from where, by CloudTrail and by Windlass",
      "/lambda explain [cold starts]  What an idea or an error of Lambda means",
      "/lambda help [list]  What you can do with functions",
    ]
  `)
  expect(pressable(view)).toEqual({ '/lambda list': 'lambda list' })
})

it('does not list the logs to who may not read them', async () => {
  expect(bulletsOf(await runCommand('lambda help', anAccount([]))).join()).not.toContain('/lambda logs')
})

it('explains one command flag by flag', async () => {
  const view = await runCommand('lambda logs --help', anAccount([]), { groups: ['auditors'] })
  expect(tableOf(view)?.rows).toMatchInlineSnapshot(`
    [
      [
        "order-intake",
        "its name, a glob (order-*) or its ARN",
      ],
      [
        "--account name",
        "only these accounts, by name or number",
      ],
      [
        "--region eu-central-1",
        "only these Regions",
      ],
      [
        "--since 30m",
        "from when on: 2h, 3d, 2026-11-20; 30m where it is not said",
      ],
      [
        "--lines 100",
        "at most so many, the newest; 100 where it is not said",
      ],
      [
        "--filter ERROR",
        "only lines that fit this pattern of CloudWatch’s",
      ],
      [
        "--follow",
        "for 5 minutes, in one message to you alone that is kept up to date",
      ],
      [
        "--stop",
        "end what you follow of it",
      ],
    ]
  `)
})
