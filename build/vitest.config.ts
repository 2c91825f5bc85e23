import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const projectDir = fileURLToPath(new URL('..', import.meta.url))

/** One window after another. The times are those of a busy machine: what works is seen at once, what hangs still fails. */
const inWindows = (name: string, include: string[]) => ({
  extends: true as const,
  test: {
    name,
    include,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
})

export default defineConfig({
  root: projectDir,
  plugins: [react()],
  test: {
    // Two: the smallest machine the tests are run on has so many cores, and several tests start servers of their own.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'tests/e2e/**', 'tests/packed/**', 'tests/bench/**'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      inWindows('e2e', ['tests/e2e/**/*.test.ts']),
      // The same program as people get it (`npm test -- packed`).
      inWindows('packed', ['tests/packed/**/*.test.ts', 'tests/e2e/journey.test.ts']),
    ],
  },
})
