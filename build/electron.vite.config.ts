import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** What the oldest Electron we run in brings along (33, see scripts/lib/fallback-electron.mjs). */
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: nodeTarget,
      sourcemap: true,
      minify: false,
      rollupOptions: {
        input: {
          index: 'main/index.ts',
          'mail-worker': 'main/channels/mail/read/worker.ts',
          'backup-worker': 'main/store/backup/worker.ts',
          'checkpoint-worker': 'main/store/checkpoint/worker.ts',
        },
        // All in one folder, so that `new URL('./mail-worker.js', import.meta.url)` is right in whichever file it ends up.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
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
    plugins: [react()],
    build: {
      outDir: resolve('out/renderer'),
      emptyOutDir: true,
      target: chromeTarget,
      minify: true,
      rollupOptions: { input: { index: resolve('renderer/index.html') } },
    },
  },
})
