import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { licences } from './licences.ts'

/** What the oldest Electron we run in brings along (33, see scripts/lib/fallback-electron.mjs). */
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'
const SQLITE = 'better-sqlite3'

/**
 * SQLite's package loads a binary from beside itself, so it stays outside. It is CommonJS, and an `import` of that makes Node
 * read all its files twice at every start, once to look for names.
 */
const requiredSqlite: Plugin = {
  name: 'required-sqlite',
  enforce: 'pre',
  resolveId: (id) => (id === SQLITE ? `\0${SQLITE}` : null),
  load: (id) =>
    id === `\0${SQLITE}`
      ? `import { createRequire } from 'node:module'\nexport default createRequire(import.meta.url)('${SQLITE}')`
      : null,
}

export default defineConfig({
  main: {
    plugins: [requiredSqlite, licences([SQLITE, 'electron', 'node-notifier'])],
    build: {
      outDir: 'out/main',
      target: nodeTarget,
      sourcemap: true,
      minify: false,
      // Everything goes into these files, so that the package holds what is used and nothing else of a library.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: 'main/index.ts',
          'mail-worker': 'main/channels/mail/read/worker.ts',
          'backup-worker': 'main/store/backup/worker.ts',
          'checkpoint-worker': 'main/store/checkpoint/worker.ts',
        },
        // All in one folder, so that `new URL('./mail-worker.js', import.meta.url)` is right in whichever file it ends up.
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // V8 reads the whole text at every start: only what runs. Names stay, for the log.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: nodeTarget,
      minify: false,
      // A sandboxed preload is CommonJS in one file and may require nothing but "electron".
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react(), licences()],
    build: {
      outDir: resolve('out/renderer'),
      emptyOutDir: true,
      target: chromeTarget,
      minify: true,
      rollupOptions: { input: { index: resolve('renderer/index.html') } },
    },
  },
})
