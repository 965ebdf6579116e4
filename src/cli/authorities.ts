import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { ConfigProblem } from '../config/problem.ts'

const block = /-----BEGIN (X509 )?CERTIFICATE-----[\s\S]*?-----END \1?CERTIFICATE-----/g

const help = 'It is the path of a PEM file with the certificates of your own authorities; remove it if you have none.'

/** What is wrong with the file of NODE_EXTRA_CA_CERTS. Node itself goes on without a word about it. */
export function findAuthoritiesProblem(path: string): ConfigProblem | undefined {
  const problem = problemOf(path)
  return problem === undefined
    ? undefined
    : { setting: 'NODE_EXTRA_CA_CERTS', found: JSON.stringify(path), problem, help }
}

/** As Node does at its own start with the variable of its environment. */
export function trustAlso(path: string): void {
  setDefaultCACertificates([...getCACertificates('default'), ...certificatesIn(readFileSync(path, 'utf8'))])
}

function problemOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 'is not there'
  if (!found.isFile()) return 'is not a file'
  const text = read(path)
  if (text === undefined) return 'cannot be read by this user'
  const certificates = certificatesIn(text)
  if (certificates.length === 0) return 'has no certificate in it'
  const broken = certificates.findIndex((certificate) => !isCertificate(certificate))
  return broken < 0
    ? undefined
    : `has a certificate in it that cannot be read, number ${broken + 1} of ${certificates.length}`
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function certificatesIn(text: string): string[] {
  return text.match(block) ?? []
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined
  } catch {
    return false
  }
}
