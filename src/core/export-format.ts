import { oneOf } from './ec2/parameters.ts'

const exportFormats = ['csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportParameter = {
  kind: 'option',
  about: 'all of it as a file to your direct messages',
  placeholder: exportFormats.join(' or '),
  parse: (word: string) => oneOf(word, 'a format', exportFormats),
} as const
