import { limitOf, megabytes } from '../sizes.ts'

type Said = (value: unknown) => string

/** Of UpdateFunctionConfiguration, as CloudTrail names them; the values of the variables are never in it. */
const settings: Readonly<Record<string, Said>> = {
  memorySize: (value) => `memory ${megabytes(Number(value))}`,
  timeout: (value) => `timeout ${limitOf(Number(value))}`,
  handler: (value) => `handler ${String(value)}`,
  runtime: (value) => `runtime ${String(value)}`,
  role: (value) => `role ${String(value).split('/').at(-1)}`,
  environment: () => 'environment variables',
  layers: (value) => (Array.isArray(value) && value.length === 0 ? 'no layers' : 'layers'),
  vpcConfig: () => 'VPC',
  ephemeralStorage: () => '/tmp',
  kMSKeyArn: () => 'KMS key',
  imageConfig: () => 'image settings',
  fileSystemConfigs: () => 'file systems',
  snapStart: () => 'SnapStart',
}

/** ` (set: memory 128 MB, layers)`: what was given, though some of it may be as it was before. Nothing of other calls. */
export function settingsIn(asked: string | undefined): string {
  const given = Object.entries(parsed(asked)).flatMap(([name, value]) => settings[name]?.(value) ?? [])
  return given.length === 0 ? '' : ` (set: ${given.join(', ')})`
}

function parsed(asked = '{}'): object {
  try {
    const value: unknown = JSON.parse(asked)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
