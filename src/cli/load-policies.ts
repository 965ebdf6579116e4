import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** A file of the folder; `path` is as people know it: `policies/production.cedar`. */
type Found = { readonly path: string; readonly text: string }

/** The folder's Cedar files, by name. What is below it is not read, so that nothing counts that nobody sees. */
export function loadPolicies(folder: string): Promise<Found[]> {
  return load(folder, '.cedar')
}

/** The folder's tables of cases, by name. */
export function loadTables(folder: string): Promise<Found[]> {
  return load(folder, '.test.yaml')
}

async function load(folder: string, ending: string): Promise<Found[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).toSorted()
  return Promise.all(
    names.map(async (name) => ({
      path: join(basename(folder), name),
      text: await readFile(join(folder, name), 'utf8'),
    })),
  )
}
