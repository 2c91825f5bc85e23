import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** What the program is, and newer ones of it. */
export function aboutHandlers({ about, updates }: Pick<Services, 'about' | 'updates'>) {
  return {
    'about.get': about.get,
    'updates.get': updates.get,
    // They run on by themselves: what comes of it is told as a change.
    'updates.check': () => done(void updates.check()),
    'updates.download': () => done(void updates.download()),
    'updates.install': () => done(updates.install()),
  } satisfies Partial<Handlers>
}

const done = (_: void): null => null
