import type { LambdaFunction } from './function.ts'
import { supportOf } from './runtimes.ts'

type Running = Pick<LambdaFunction, 'runtime' | 'packaging'>

export function runtimeName({ runtime, packaging }: Running): string {
  return runtime ?? (packaging === 'image' ? 'container image' : 'unknown')
}

/** As a cell shows it: marked and dated where its support has ended or soon will. */
export function markedRuntime(running: Running, now: number): string {
  const name = runtimeName(running)
  const support = supportOf(running.runtime, now)
  if (support === undefined || support.standing === 'far') return name
  return support.standing === 'past' ? `✕ ${name}, ended ${support.endsOn}` : `◐ ${name}, until ${support.endsOn}`
}

export function countSupport(
  functions: readonly Running[],
  now: number,
): { readonly past: number; readonly near: number } {
  const standings = functions.map(({ runtime }) => supportOf(runtime, now)?.standing)
  return {
    past: standings.filter((standing) => standing === 'past').length,
    near: standings.filter((standing) => standing === 'near').length,
  }
}
