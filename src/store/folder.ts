import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UserError } from '../core/errors.ts'

/** Why a store cannot live in that folder, as a sentence; nothing where it can. Makes nothing. */
export function findFolderProblem(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found === undefined) {
    const parent = dirname(resolve(folder))
    if (statSync(parent, { throwIfNoEntry: false })?.isDirectory() !== true)
      return `There is no folder ${parent} to make ${folder} in.`
    return isWritable(parent) ? undefined : `Windlass may not make ${folder}: ${parent} is not writable for it.`
  }
  if (!found.isDirectory()) return `${folder} is a file, and the store needs a folder.`
  return isWritable(folder) ? undefined : `Windlass may not write into ${folder}.`
}

/** The folder, made if it was not there; readable for nobody else. */
export function makeFolder(folder: string): void {
  const problem = findFolderProblem(folder)
  if (problem !== undefined)
    throw new UserError('StoreUnusable', problem, { hint: 'WINDLASS_STATE names the folder of the store.' })
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) mkdirSync(folder, { mode: 0o700 })
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
