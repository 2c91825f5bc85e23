import type { BackupInfo, DataFacts } from '../../preload/domain/backups.ts'
import type { AccountId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import { peekMoving, type Unpacked } from '../store/backup/moving.ts'
import type { SealedSecret } from '../store/backup/prepare.ts'
import type { Store } from '../store/index.ts'
import { infoOf, type BackupService, type Home } from './backups.ts'
import { lockText, unlockText } from './passphrase.ts'
import type { Desktop, SecretBox } from './ports.ts'

type Tools = {
  store: Store
  clock: Clock
  desktop: Desktop
  secretBox: SecretBox
  home: Home
  backups: BackupService
}
type OpenSecret = { accountId: AccountId; name: string; text: string }

/** The id of the file that was chosen last. */
const CHOSEN = 'file'

/** Back to an earlier state, and over to another PC. */
export function createMovingService({ store, clock, desktop, secretBox, home, backups }: Tools) {
  let chosen: { path: string; secrets: string | null } | null = null

  function openSecrets(): OpenSecret[] {
    return store.accounts.listSecrets().flatMap(({ accountId, name, box }) => {
      try {
        return [{ accountId, name, text: secretBox.open(box) }]
      } catch {
        // Locked or gone: asked for again on the other PC.
        return []
      }
    })
  }

  /** For this PC. What it cannot keep is left out and asked for again. */
  function seal(secrets: readonly OpenSecret[]): SealedSecret[] {
    try {
      return secrets.map(({ accountId, name, text }) => ({ accountId, name, box: secretBox.seal(text) }))
    } catch {
      return []
    }
  }

  async function prepareFile(passphrase: string | null): Promise<void> {
    if (chosen === null) throw new AppError('not-found', 'No file was chosen.')
    const { path, secrets } = chosen
    // Before anything is laid out: a wrong passphrase is told at once.
    const opened = secrets === null || passphrase === null ? '[]' : await unlockText(secrets, passphrase)
    const sealed = seal(JSON.parse(opened) as OpenSecret[])
    const { dataDir, hand, nativeBinding } = home
    const { folder, manifest } = await hand.run<Unpacked>({ type: 'unpack', dataDir, from: path })
    await hand.run({
      type: 'prepare',
      dataDir,
      folder,
      isTaken: true,
      manifest,
      at: clock.now(),
      secrets: sealed,
      nativeBinding,
    })
  }

  async function prepareBackup(id: string): Promise<void> {
    const found = await backups.find(id)
    if (!found) throw new AppError('not-found', 'This backup is gone.')
    const { folder, manifest } = found
    const { dataDir, hand, nativeBinding } = home
    const order = { type: 'prepare', dataDir, folder, isTaken: false, manifest, at: clock.now(), secrets: [] } as const
    await hand.run({ ...order, secrets: [], nativeBinding })
  }

  return {
    present: (): DataFacts => store.stats.dataFacts(),
    async chooseFile(): Promise<BackupInfo | null> {
      const path = await desktop.askOpenPath('madoguchi')
      if (path === null) return null
      const { manifest, secrets } = await peekMoving(path)
      chosen = { path, secrets }
      return infoOf(CHOSEN, manifest, secrets !== null)
    },
    async restore({ id, passphrase }: { id: string; passphrase: string | null }): Promise<void> {
      if (id === CHOSEN) await prepareFile(passphrase)
      else await prepareBackup(id)
      desktop.restart()
    },
    async packUp({ passphrase }: { passphrase: string | null }): Promise<{ path: string } | null> {
      const at = clock.now()
      const { dataDir, version, hand, nativeBinding } = home
      const path = await desktop.askSavePath(`madoguchi-${dayOf(at)}.madoguchi`)
      if (path === null) return null
      const secrets = passphrase === null ? null : await lockText(JSON.stringify(openSecrets()), passphrase)
      await hand.run({ type: 'pack-up', dataDir, to: path, at, version, secrets, nativeBinding })
      return { path }
    },
  }
}

/** On the clock of this PC. */
function dayOf(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`
}
