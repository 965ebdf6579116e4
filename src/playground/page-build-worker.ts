import { workerData } from 'node:worker_threads'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { z } from 'zod'

const { root, outDir } = z.object({ root: z.string(), outDir: z.string() }).parse(workerData)

await build({
  root,
  base: './',
  configFile: false,
  logLevel: 'silent',
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: false,
    // Fonts stay files: the page's Content-Security-Policy allows no `data:` fonts, and most are never asked for.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_000,
  },
})
