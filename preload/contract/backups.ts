import { z } from 'zod'
import { BackupChoice, BackupInfo, BackupState, DataFacts } from '../domain/backups.ts'
import { done, nothing, type Method } from './method.ts'

const Passphrase = z.string().min(8).max(200)

export const backupsMethods = {
  'backups.state': { input: nothing, output: BackupState },
  'backups.set': { input: BackupChoice.partial(), output: BackupState },
  /** Asks for a folder, or goes back to the usual one. The state as it is then. */
  'backups.chooseFolder': { input: z.strictObject({ isUsual: z.boolean() }), output: BackupState },
  /** Makes one now and waits for it. `store-full` with the reasons `backup-no-room` and `backup-no-folder`. */
  'backups.run': { input: nothing, output: BackupState },
  /** Newest first, of every store that wrote into the folder. */
  'backups.list': { input: nothing, output: z.array(BackupInfo) },
  /** Asks for a moving file and says what is in it; null when the person changed their mind. */
  'backups.chooseFile': { input: nothing, output: BackupInfo.nullable() },
  /** What lies here now, to be compared with a backup. */
  'backups.present': { input: nothing, output: DataFacts },
  /** Lays it out, checks it and starts the program anew with it. What was there is kept aside. */
  'backups.restore': {
    input: z.strictObject({ id: z.string().max(200), passphrase: Passphrase.nullable() }),
    output: done,
  },
  /** Everything in one file for another PC; passwords only under a passphrase. Null when the person changed their mind. */
  'backups.packUp': {
    input: z.strictObject({ passphrase: Passphrase.nullable() }),
    output: z.object({ path: z.string() }).nullable(),
  },
} as const satisfies Record<string, Method>
