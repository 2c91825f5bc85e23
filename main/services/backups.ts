import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupChoice, type BackupInfo, type BackupState } from '../../preload/domain/backups.ts'
import type { ErasePreview } from '../../preload/domain/erasing.ts'
import { AppError } from '../../preload/errors.ts'
import { nextBackupAt, type BackupHistory } from '../core/backup-plan.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import { BACKUP_PLACE_FILE } from '../store/backup/emergency.ts'
import type { BackupHand } from '../store/backup/hand.ts'
import { listBackups, type Manifest } from '../store/backup/manifest.ts'
import { setAsideIn } from '../store/backup/swap.ts'
import type { Store } from '../store/index.ts'
import { NEWEST_VERSION } from '../store/migrations/index.ts'
import type { Changes } from './changes.ts'
import type { Desktop, Log } from './ports.ts'

/** Where this program keeps its data, and who does the heavy work. */
export type Home = {
  dataDir: string
  version: string
  hand: BackupHand
  nativeBinding?: string | undefined
  /** A shop that is only looked at, and a command line, back nothing up unless told. */
  isDailyByDefault: boolean
}
type Tools = { store: Store; clock: Clock; changes: Changes; desktop: Desktop; log: Log; home: Home }

const CHOICE = 'backup.choice'
const FOLDER = 'backup.folder'
const HISTORY = 'backup.history'
const STORE = 'backup.store'
/** What this data was called before it went back to a backup (prepare.ts). */
const FORMER = 'backup.former'
/** Starting and catching up with the mail come first. */
const AFTER_START_MS = 5 * 60_000

type History = BackupHistory & { problem: string | null }
export type BackupService = ReturnType<typeof createBackupService>

/** A copy of everything once a day, kept by number and age, in a folder of the owner's choice. */
export function createBackupService({ store, clock, changes, desktop, log, home }: Tools) {
  const startedAt = clock.now()
  const usualFolder = join(home.dataDir, 'backups')
  let running: Promise<Manifest> | null = null

  function choice(): BackupChoice {
    const stored = BackupChoice.partial().safeParse(store.settings.get(CHOICE) ?? {})
    return {
      isOn: home.isDailyByDefault,
      keepCount: 10,
      keepDays: 60,
      ...(stored.success ? stored.data : {}),
    } as BackupChoice
  }
  const folder = () => (store.settings.get(FOLDER) as string | null | undefined) ?? usualFolder
  const history = (): History =>
    (store.settings.get(HISTORY) as History | undefined) ?? { lastSuccessAt: null, lastTryAt: null, problem: null }

  function state(): BackupState {
    const { lastSuccessAt, problem } = history()
    return {
      ...choice(),
      folder: folder(),
      isBesideData: folder() === usualFolder,
      lastSuccessAt,
      problem,
      isRunning: running !== null,
    }
  }

  function storeId(): string {
    const known = store.settings.get(STORE) as string | undefined
    if (known !== undefined) return known
    const made = randomUUID().slice(0, 8)
    store.settings.set(STORE, made)
    return made
  }

  /** One at a time: whoever asks meanwhile waits for the same. */
  function run(): Promise<Manifest> {
    running ??= backUp().finally(() => {
      running = null
      changes.note('backups')
    })
    changes.note('backups')
    return running
  }

  async function backUp(): Promise<Manifest> {
    const at = clock.now()
    const { keepCount, keepDays } = choice()
    const { dataDir, version, hand, nativeBinding } = home
    const keep = { keepCount, keepDays }
    try {
      if (folder() === usualFolder) await mkdir(usualFolder, { recursive: true }).catch(() => {})
      const manifest = await hand.run<Manifest>({
        type: 'backup',
        dataDir,
        chosen: folder(),
        storeId: storeId(),
        formerIds: (store.settings.get(FORMER) as string[] | undefined) ?? [],
        at,
        version,
        keep,
        nativeBinding,
      })
      succeeded(at)
      return manifest
    } catch (error) {
      failed(at, error)
      throw error
    }
  }

  function succeeded(at: number): void {
    const before = history()
    store.transaction(() => {
      store.settings.set(HISTORY, { lastSuccessAt: at, lastTryAt: at, problem: null } satisfies History)
      store.alerts.markHandledByKey(troubleKey(before), at)
    })
    changes.note('alerts')
  }

  function failed(at: number, error: unknown): void {
    const code = error instanceof AppError ? error.code : 'bug'
    const problem = (error instanceof AppError && error.reason) || code
    if (code === 'bug') log.error('the backup failed', error)
    const before = history()
    store.transaction(() => {
      store.settings.set(HISTORY, { ...before, lastTryAt: at, problem } satisfies History)
      store.alerts.add({
        key: troubleKey(before),
        kind: 'backup-failed',
        ticketId: null,
        accountId: null,
        at,
        dueAt: null,
      })
    })
    changes.note('alerts')
  }

  /** Told once until one succeeds again. */
  const troubleKey = ({ lastSuccessAt }: BackupHistory) => `backup:${lastSuccessAt ?? 'never'}`

  const job: Job = {
    name: 'backup',
    isPatient: true,
    dueAt() {
      if (!choice().isOn || running) return null
      return Math.max(nextBackupAt(history(), clock.now()), startedAt > clock.now() ? 0 : startedAt + AFTER_START_MS)
    },
    /** Its failure is told by `failed`; thrown on, it would be told as a fault of the program besides. */
    async run() {
      await run().catch(() => {})
    },
  }

  return {
    job,
    state,
    run: async (): Promise<BackupState> => {
      await run()
      return state()
    },
    set(change: { [K in keyof BackupChoice]?: BackupChoice[K] | undefined }): BackupState {
      store.settings.set(CHOICE, BackupChoice.parse({ ...choice(), ...change }))
      changes.note('backups')
      return state()
    },
    async chooseFolder({ isUsual }: { isUsual: boolean }): Promise<BackupState> {
      const chosen = isUsual ? usualFolder : await desktop.askFolder()
      if (chosen === null || chosen === folder()) return state()
      store.settings.set(FOLDER, isUsual ? null : chosen)
      // What went well elsewhere says nothing about this folder.
      store.settings.set(HISTORY, { lastSuccessAt: null, lastTryAt: null, problem: null } satisfies History)
      await writeFile(join(home.dataDir, BACKUP_PLACE_FILE), JSON.stringify({ folder: folder() }))
      changes.note('backups')
      return state()
    },
    list: async (): Promise<BackupInfo[]> =>
      (await listBackups(folder())).map(({ id, manifest }) => infoOf(id, manifest, false)),
    find: async (id: string) => (await listBackups(folder())).find((backup) => backup.id === id) ?? null,
    /** Where else content lies that is taken out of the store, and for how long. */
    copies(): Pick<ErasePreview, 'backupDays' | 'setAside'> {
      const { isOn, keepDays } = choice()
      return { backupDays: isOn ? keepDays : null, setAside: setAsideIn(home.dataDir) }
    },
    /** What is not finished is given up. */
    close: () => home.hand.close(),
  }
}

export function infoOf(id: string, manifest: Manifest, hasSecrets: boolean): BackupInfo {
  const { at, tickets, messages, newestAt, database, packs } = manifest
  const bytes = database.bytes + packs.reduce((total, { length }) => total + length, 0)
  return { id, at, tickets, messages, newestAt, bytes, hasSecrets, isNewer: manifest.schema > NEWEST_VERSION }
}
