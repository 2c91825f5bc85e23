import type { BackupInfo } from '../../preload/domain/backups.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { fileSize } from '../ui/file-size.ts'

/** What can be gone back to, newest first. */
export function BackupList({ onRestore }: { onRestore: (backup: BackupInfo) => void }) {
  const { backups: words, common } = useText()
  const backups = useApp((state) => state.backups)
  return (
    <details className="backup__list">
      <summary>
        {words.list} {common.count(backups.length)}
      </summary>
      {backups.length === 0 && <p className="settings__empty">{words.empty}</p>}
      <ul>
        {backups.map((backup) => (
          <Item key={backup.id} backup={backup} onRestore={() => onRestore(backup)} />
        ))}
      </ul>
    </details>
  )
}

function Item({ backup, onRestore }: { backup: BackupInfo; onRestore: () => void }) {
  const i18n = useI18n()
  const now = useMinute()
  const { backups: words } = i18n.text
  const when = i18n.moment(backup.at, now)
  return (
    <li>
      <div>
        <time>{when}</time>
        <p className="field__hint">
          {words.facts(backup.tickets, backup.messages)} · {fileSize(backup.bytes)}
        </p>
        {backup.isNewer && <p className="field__hint">{words.newer}</p>}
      </div>
      <button
        type="button"
        className="button button--small"
        disabled={backup.isNewer}
        aria-label={words.restoreOf(when)}
        onClick={onRestore}
      >
        {words.restore}
      </button>
    </li>
  )
}
