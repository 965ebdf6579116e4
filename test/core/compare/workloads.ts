import type { Workload } from '../../../src/core/compare/workload.ts'

export function aWorkload(more: Partial<Workload> = {}): Workload {
  return {
    requests: 3_000_000,
    durationMs: 120,
    memoryMb: 512,
    pattern: 'steady',
    region: 'us-east-1',
    architecture: 'x86',
    type: undefined,
    isSingle: false,
    hasFreeTier: false,
    ...more,
  }
}
