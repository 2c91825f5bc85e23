import { useState } from 'react'
import type { BackupInfo } from '../../preload/domain/backups.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { RestoreDialog } from './RestoreDialog.tsx'

/** Asks for a moving file and shows what is in it before anything happens. */
export function OpenMovingFile({ className }: { className: string }) {
  const { backups: words } = useText()
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [found, setFound] = useState<BackupInfo | null>(null)
  return (
    <>
      <button
        type="button"
        className={className}
        onClick={() => void api.call('backups.chooseFile', {}).then(setFound, showError)}
      >
        {words.open}
      </button>
      {found && <RestoreDialog backup={found} onClose={() => setFound(null)} />}
    </>
  )
}
