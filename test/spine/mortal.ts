/**
 * What happens to a process at its n-th call to the outside: it dies `before` the call, or `after` it took effect and
 * before its result arrived; or it is `asked` to stop.
 */
export type Death = { readonly at: number; readonly when: 'before' | 'after' | 'asked' }

export type Life = {
  /** The calls to the outside so far, by name. */
  readonly crossings: readonly string[]
  readonly asked: AbortSignal
  isOver(): boolean
  /** The port as this process has it: after its death no call does anything, and none comes back. */
  mortal<Port extends object>(name: string, port: Port): Port
  /** The same for what is no call to the outside: it does not count. */
  waiting<T>(wait: Promise<T>): Promise<T>
}

const never = new Promise<never>(() => {})

export function aLife(death: Death | undefined): Life {
  const crossings: string[] = []
  const asked = new AbortController()
  let isOver = false
  async function waiting<T>(wait: Promise<T>): Promise<T> {
    try {
      return await wait
    } finally {
      if (isOver) await never
    }
  }

  function cross(name: string, call: () => Promise<unknown>): Promise<unknown> {
    if (isOver) return never
    crossings.push(name)
    const when = crossings.length === death?.at ? death.when : undefined
    if (when === 'asked') asked.abort()
    isOver = when === 'before'
    const done = async (): Promise<unknown> => {
      try {
        return await call()
      } finally {
        isOver ||= when === 'after'
      }
    }
    return isOver ? never : waiting(done())
  }

  return {
    crossings,
    asked: asked.signal,
    isOver: () => isOver,
    waiting,
    mortal: (name, port) =>
      new Proxy(port, {
        get(target, key) {
          const member: unknown = Reflect.get(target, key)
          if (typeof member !== 'function') return member
          return (...given: unknown[]) =>
            cross(`${name}.${String(key)}`, async () => Reflect.apply(member, target, given))
        },
      }),
  }
}
