import { randomBytes } from 'node:crypto'
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises'
import type { System } from './core/system.ts'

// No 0/O, 1/I/L: ids are read aloud and typed from phones.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const idLength = 12

/** The only place in the program that reads the clock, makes random ids and waits. */
export const system: System = {
  now: () => Date.now(),
  newId: () => [...randomBytes(idLength)].map((byte) => alphabet[byte % alphabet.length]).join(''),
  breathe: () => breathe(),
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
}
