/** When the table below was last compared with AWS's. */
export const runtimesCheckedOn = '2026-07-25'

// AWS Lambda Developer Guide, "Lambda runtimes": column "Deprecation date", from which on AWS mends nothing and helps
// with nothing; https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html. Read in public copies of that page.
const endsOn: Readonly<Record<string, string>> = {
  'nodejs24.x': '2028-04-30',
  'nodejs22.x': '2027-04-30',
  'nodejs20.x': '2026-04-30',
  'nodejs18.x': '2025-09-01',
  'nodejs16.x': '2024-06-12',
  'nodejs14.x': '2023-12-04',
  'nodejs12.x': '2023-03-31',
  'nodejs10.x': '2021-07-30',
  'nodejs8.10': '2020-03-06',
  'nodejs6.10': '2019-08-12',
  'python3.14': '2029-06-30',
  'python3.13': '2029-06-30',
  'python3.12': '2028-10-31',
  'python3.11': '2027-06-30',
  'python3.10': '2026-10-31',
  'python3.9': '2025-12-15',
  'python3.8': '2024-10-14',
  'python3.7': '2023-12-04',
  'python3.6': '2022-07-18',
  'python2.7': '2021-07-15',
  java25: '2029-06-30',
  java21: '2029-06-30',
  'java17.al2023': '2029-06-30',
  'java11.al2023': '2029-06-30',
  'java8.al2023': '2029-06-30',
  java17: '2027-06-30',
  java11: '2027-06-30',
  'java8.al2': '2027-06-30',
  java8: '2024-01-08',
  dotnet10: '2028-11-14',
  dotnet9: '2026-11-10',
  dotnet8: '2026-11-10',
  dotnet7: '2024-05-14',
  dotnet6: '2024-11-12',
  'dotnetcore3.1': '2023-04-03',
  'dotnetcore2.1': '2022-01-05',
  'ruby4.0': '2029-03-31',
  'ruby3.4': '2028-03-31',
  'ruby3.3': '2027-03-31',
  'ruby3.2': '2026-03-31',
  'ruby2.7': '2023-12-07',
  'ruby2.5': '2021-07-30',
  'provided.al2023': '2029-06-30',
  'provided.al2': '2026-07-31',
  provided: '2024-01-08',
  'go1.x': '2024-01-08',
}

export const knownRuntimes: readonly string[] = Object.keys(endsOn)

// Half a year: long enough to move a function in, short enough that somebody should begin.
const nearMs = 180 * 24 * 3_600_000

export type Support = { readonly endsOn: string; readonly standing: 'far' | 'near' | 'past' }

/** How long AWS supports a runtime; nothing of one that is not in the table, as of an image. */
export function supportOf(runtime: string | undefined, now: number): Support | undefined {
  const day = runtime === undefined || !Object.hasOwn(endsOn, runtime) ? undefined : endsOn[runtime]
  if (day === undefined) return undefined
  const end = Date.parse(`${day}T00:00:00Z`)
  return { endsOn: day, standing: now >= end ? 'past' : end - now <= nearMs ? 'near' : 'far' }
}
