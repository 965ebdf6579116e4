import { expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { bulletsOf, leadText, pressable, runCommand, tableOf } from '../../fixtures/run-command.ts'

it('lists the commands on instances', async () => {
  const view = await runCommand('ec2 help', anAccount([]))
  expect(bulletsOf(view)).toMatchInlineSnapshot(`
    [
      "/ec2 list [web-*]  List instances in every account and Region",
      "/ec2 show web-1  Show one instance in full",
      "/ec2 why web-3  Say why an instance is stopped, gone, unreachable, slow, failing a check or dear",
      "/ec2 explain [ami]  What an idea or an error of EC2 means",
      "/ec2 help [list]  What you can do with instances",
    ]
  `)
  expect(pressable(view)).toEqual({ '/ec2 list': 'ec2 list' })
})

it('explains one command flag by flag', async () => {
  const view = await runCommand('ec2 list --help', anAccount([]))
  expect(leadText(view)).toBe('/ec2 list: list instances in every account and Region')
  expect(tableOf(view)?.rows).toMatchInlineSnapshot(`
    [
      [
        "web-*",
        "ids, names, globs (web-*) or tag:key=value",
      ],
      [
        "--state running",
        "only in these states",
      ],
      [
        "--type t3.*",
        "only of these types",
      ],
      [
        "--tag env=prod",
        "only with these tags",
      ],
      [
        "--name *-db",
        "only of these names, wildcards allowed",
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
        "--columns name,state,owner",
        "what to show, tag:key for a tag",
      ],
      [
        "--sort age",
        "by this column, -age for the other way round",
      ],
      [
        "--page 2",
        "which 20 rows",
      ],
      [
        "--export csv or json",
        "all of it as a file to your direct messages",
      ],
    ]
  `)
  expect(bulletsOf(view)).toContain('/ec2 list web-* --account production')
})

it('falls back to the overview for a command that is none', async () => {
  expect(leadText(await runCommand('ec2 help nothing', anAccount([])))).toBe('Instances: what you can do with them')
})
