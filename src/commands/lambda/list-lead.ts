import type { Scope } from '../../core/command.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import type { FoundFunctions } from '../../core/lambda/functions.ts'
import { countSupport } from '../../core/lambda/runtime-words.ts'
import { bold, joinTexts, type Text, text } from '../../core/text.ts'
import type { Counted } from './list-counts.ts'

/** `24 functions in 3 accounts: 2 failed in the last day · 3 on a runtime out of support`. */
export function leadOf({ functions, failures }: FoundFunctions, counted: Counted, { places, now }: Scope): Text {
  const total = functions.length === 1 ? '1 function' : `${functions.length.toLocaleString('en')} functions`
  const partly =
    failures.length === 0 ? '' : `, as far as ${places.length - failures.length} of ${places.length} places answered`
  const findings = [...callFindings(counted), ...supportFindings(functions, now)]
  const found = findings.length === 0 ? '' : text`: ${joinTexts(findings, ' · ')}`
  return text`${bold(total)} in ${where(functions)}${partly}${found}`
}

/** Said only of all: of a page, the count would mean nothing. */
function callFindings({ counts, failures, isOfAll }: Counted): Text[] {
  if (!isOfAll || counts.size === 0) return []
  const failing = [...counts.values()].filter(({ errors }) => errors > 0).length
  const throttled = [...counts.values()].filter(({ throttles }) => throttles > 0).length
  if (failing + throttled === 0) return failures.length === 0 ? [text`none failed in the last day`] : []
  return [
    ...(failing > 0 ? [[bold(`${failing} failed`), ' in the last day']] : []),
    ...(throttled > 0 ? [[bold(`${throttled} throttled`)]] : []),
  ]
}

function supportFindings(functions: readonly LambdaFunction[], now: number): Text[] {
  const { past, near } = countSupport(functions, now)
  return [
    ...(past > 0 ? [[bold(`${past} on a runtime out of support`)]] : []),
    ...(near > 0 ? [[`${near} on one whose support ends within 180 days`]] : []),
  ]
}

function where(functions: readonly LambdaFunction[]): string {
  const accounts = new Set(functions.map(({ place }) => place.account))
  const regions = new Set(functions.map(({ place }) => place.region))
  const [account] = accounts
  const [region] = regions
  if (accounts.size > 1) return `${accounts.size} accounts`
  return regions.size === 1 ? `${account}, ${region}` : `${account}, ${regions.size} Regions`
}
