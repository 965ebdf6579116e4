/** What somebody writes who only wants the list in Slack: Bolt, the stock client, its paginator. */

import { EC2Client, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2'
import { App, SocketModeReceiver } from '@slack/bolt'
import { regions } from './setting.ts'

const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '', SLACK_API_URL = '' } = process.env
const clientOptions = { slackApiUrl: SLACK_API_URL }
const receiver = new SocketModeReceiver({ appToken: SLACK_APP_TOKEN, installerOptions: { clientOptions } })
const app = new App({ token: SLACK_BOT_TOKEN, receiver, clientOptions })
const clients = regions.map((region) => new EC2Client({ region }))

async function list(client: EC2Client): Promise<Instance[]> {
  const instances: Instance[] = []
  for await (const page of paginateDescribeInstances({ client, pageSize: 1000 }, {}))
    for (const { Instances = [] } of page.Reservations ?? []) instances.push(...Instances)
  return instances
}

const nameOf = ({ Tags = [] }: Instance) => Tags.find(({ Key }) => Key === 'Name')?.Value ?? ''
const cell = (text = '-') => ({ type: 'raw_text' as const, text: text === '' ? '-' : text })

app.command('/ec2', async ({ command, ack, respond }) => {
  await ack()
  if (command.text !== 'list') {
    await respond('/ec2 list: instances in both Regions')
    return
  }
  const instances = (await Promise.all(clients.map(list))).flat()
  instances.sort((one, other) => nameOf(one).localeCompare(nameOf(other)))
  const running = instances.filter(({ State }) => State?.Name === 'running').length
  const text = `${instances.length} instances, ${running} running`
  const rows = instances
    .slice(0, 20)
    .map((instance) => [
      cell(nameOf(instance)),
      cell(instance.InstanceId),
      cell(instance.State?.Name),
      cell(instance.InstanceType),
      cell(instance.LaunchTime?.toISOString()),
    ])
  await respond({
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${text}*` } },
      { type: 'table', rows: [['Name', 'Instance', 'State', 'Type', 'Launched'].map(cell), ...rows] },
    ],
  })
})

await app.start()
