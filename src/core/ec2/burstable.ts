/** CPU in percent that can be used all the time (EC2 User Guide, "Key concepts for burstable performance instances"). */
const baselines: Readonly<Record<string, number>> = {
  nano: 5,
  micro: 10,
  small: 20,
  medium: 20,
  large: 30,
  xlarge: 40,
  '2xlarge': 40,
}
const ofT2: Readonly<Record<string, number>> = { ...baselines, xlarge: 22.5, '2xlarge': 17 }

/** Nothing of what has no CPU credits. */
export function baselineOf(type: string): number | undefined {
  const [family = '', size = ''] = type.split('.')
  if (!Object.hasOwn(baselines, size)) return undefined
  if (family === 't2') return ofT2[size]
  return ['t3', 't3a', 't4g'].includes(family) ? baselines[size] : undefined
}
