import type { Diagnosis } from '../../evidence.ts'
import type { FunctionFacts } from './facts.ts'

/** Pure: says what it found, or nothing. What could not be read never makes it say something. */
export type WhyRule = (facts: FunctionFacts) => Diagnosis | undefined
