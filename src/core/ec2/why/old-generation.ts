import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer } from '../why-offers.ts'

/** aws.amazon.com/ec2/previous-generation, each with a family of today that is like it. */
const newer: Readonly<Record<string, string>> = {
  a1: 'm7g',
  c1: 'c7i',
  c3: 'c7i',
  c4: 'c7i',
  g2: 'g5',
  g3: 'g5',
  i2: 'i4i',
  m1: 'm7i',
  m2: 'r7i',
  m3: 'm7i',
  m4: 'm7i',
  r3: 'r7i',
  r4: 'r7i',
  t1: 't3',
}

export function oldGeneration({ details }: InstanceFacts): Diagnosis | undefined {
  const { instance } = details
  const [family = ''] = instance.type.split('.')
  const instead = Object.hasOwn(newer, family) ? newer[family] : undefined
  if (instead === undefined || instance.state === 'terminated') return undefined
  return {
    rule: 'old-generation',
    finding: text`${bold(`${visibleName(instance)} is of a previous generation:`)} newer families like ${instead} do more for the money than ${family}.`,
    evidence: [{ says: text`type ${instance.type}`, source: 'ec2' }],
    next: text`Change its type while it is stopped; see first that its image has the drivers of Nitro.`,
    actions: [askOffer('How to change the type', 'change-the-type')],
  }
}
