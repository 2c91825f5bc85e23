import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** Copies of everything, and the ways back and over to another PC. */
export function backupHandlers({ backups, moving }: Services) {
  return {
    'backups.state': backups.state,
    'backups.set': backups.set,
    'backups.chooseFolder': backups.chooseFolder,
    'backups.run': backups.run,
    'backups.list': backups.list,
    'backups.chooseFile': moving.chooseFile,
    'backups.present': moving.present,
    'backups.restore': async (input) => {
      await moving.restore(input)
      return null
    },
    'backups.packUp': moving.packUp,
  } satisfies Partial<Handlers>
}
