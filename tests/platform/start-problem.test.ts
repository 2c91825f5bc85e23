import { expect, it, vi } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import { startProblemOf } from '../../main/platform/start-problem.ts'

vi.mock('electron', () => ({}))

const system = (code: string) => Object.assign(new Error('from the system'), { code })

it.each([
  ['a store of a newer version', new AppError('store-newer', ''), 'store-newer'],
  ['a damaged store', new AppError('store-corrupt', ''), 'store-corrupt'],
  ['a store in use', new AppError('store-busy', ''), 'store-busy'],
  ['a full disk', new AppError('store-full', ''), 'store-full'],
  ['a full disk before the store was opened', system('ENOSPC'), 'store-full'],
  ['a folder of somebody else', system('EACCES'), 'folder'],
  ['a file where the folder should be', system('EEXIST'), 'folder'],
  ['a database that SQLite may not open', system('SQLITE_CANTOPEN'), 'folder'],
  ['anything else', new Error('x'), 'bug'],
  ['an error no start should bring', new AppError('offline', ''), 'bug'],
])('%s is told in words of its own', (_what, error, problem) => {
  expect(startProblemOf(error)).toBe(problem)
})
