import { uuidOf } from '../id.ts'

/** An image says no runtime; those here are made with Node.js. */
export const isNodeRuntime = (runtime: string | undefined): boolean =>
  runtime === undefined || runtime.startsWith('nodejs')

/** `nodejs:22.v60`, and the ARN of that version in the function's Region. */
export function runtimeVersion(runtime: string | undefined, functionArn: string): string {
  const [, language = 'provided', number = 'al2023'] = /^([a-z]+)([\d.]+)/.exec(runtime ?? '') ?? []
  const region = functionArn.split(':')[3] ?? ''
  const mark = uuidOf(`runtime/${runtime}`).replaceAll('-', '')
  return `${language}:${number.replace('.x', '').replace(/\.$/, '')}.v60\tRuntime Version ARN: arn:aws:lambda:${region}::runtime:${mark}${mark}`
}
