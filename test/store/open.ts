import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../src/store/store.ts'

/** A store in a folder of its own. */
export async function aStore() {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-store-'))
  const opened: { folder: string; store: Store; reopen(): Promise<void>; remove(): Promise<void> } = {
    folder,
    store: await openStore(folder),
    async reopen() {
      await opened.store.close()
      opened.store = await openStore(folder)
    },
    async remove() {
      await opened.store.close()
      rmSync(folder, { recursive: true })
    },
  }
  return opened
}
