import { expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { bulletsOf, leadText, pressable, runCommand } from '../../fixtures/run-command.ts'

it('lists every command, with buttons for those that run as they are', async () => {
  const view = await runCommand('', anAccount([]))
  expect(bulletsOf(view)).toMatchInlineSnapshot(`
    [
      "/ec2 list [web-*]  List instances in every account and Region",
      "/ec2 show web-1  Show one instance in full",
      "/ec2 why web-3  Say why an instance is stopped, gone, unreachable, slow, failing a check or dear",
      "/ec2 explain [ami]  What an idea or an error of EC2 means",
      "/ec2 help [list]  What you can do with instances",
      "/lambda list [order-*]  List functions in every account and Region",
      "/lambda show order-intake  Show one function in full",
      "/lambda why order-intake  Say why a function fails, is slow, is throttled, is never called or costs so much",
      "/lambda metrics order-intake  Draw how often a function is called, fails and how long it takes",
      "/lambda explain [cold starts]  What an idea or an error of Lambda means",
      "/lambda help [list]  What you can do with functions",
      "/windlass ask [what is an AMI?]  An answer to a question about EC2, Lambda and what surrounds them",
      "/windlass explain [error or term]  What an error or a term means, and what to do",
      "/windlass decode [error]  What an encoded authorization message of AWS says",
      "/windlass whoami  Who you are to Windlass, your rights, and the accounts and roles used for you",
      "/windlass compare [t3.medium t4g.medium]  What the same work costs on EC2 and on Lambda, and from how many requests on",
      "/windlass changes [7KQ2M3XW9ABC]  Your changes, or everyone’s: what runs, and what has become of the others",
      "/windlass may [stop web-1]  Whether you may do something, and by which rule",
      "/windlass help [ec2 list]  What you can do here",
    ]
  `)
  expect(pressable(view)).toEqual({
    '/ec2 list': 'ec2 list',
    '/lambda list': 'lambda list',
    '/windlass whoami': 'windlass whoami',
  })
})

it.each(['windlass help ec2 show', 'windlass help /ec2 show', 'windlass help show'])(
  'explains one command: %s',
  async (typed) => {
    expect(leadText(await runCommand(typed, anAccount([])))).toBe('/ec2 show: show one instance in full')
  },
)

it('offers who may change things what changes them, and no button that does it at once', async () => {
  const view = await runCommand('', anAccount([]), { groups: ['changers'] })
  expect(bulletsOf(view)).toContain('/ec2 stop web-*  Stop running instances')
  expect(Object.values(pressable(view))).not.toContain('windlass pause')
})
