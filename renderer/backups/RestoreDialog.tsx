import { useEffect, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { BackupInfo, DataFacts } from '../../preload/domain/backups.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useApp, useAppStore, useI18n, useMinute, useText } from '../store/context.ts'
import { PassphraseField, SHORTEST } from './PassphraseField.tsx'

type Props = { backup: BackupInfo; onClose: () => void }

/** Both states side by side before one takes the place of the other. */
export function RestoreDialog({ backup, onClose }: Props) {
  const { backups: words, common } = useText()
  const { api } = useAppStore()
  const flushDrafts = useApp((state) => state.flushDrafts)
  const [present, setPresent] = useState<DataFacts | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [state, setState] = useState<'asking' | 'working' | AppError>('asking')
  useEffect(() => void api.call('backups.present', {}).then(setPresent, () => {}), [api])

  async function restore() {
    setState('working')
    try {
      await flushDrafts()
      await api.call('backups.restore', { id: backup.id, passphrase: passphrase === '' ? null : passphrase })
    } catch (error) {
      setState(toAppError(error))
    }
  }
  const isFile = backup.id === 'file'
  const isWorking = state === 'working'
  const isTooShort = passphrase !== '' && passphrase.length < SHORTEST
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!isWorking} onOpenChange={onClose}>
      <Modal className="modal modal--wide">
        <Dialog role="alertdialog">
          <Heading slot="title">{isFile ? words.previewFileTitle : words.previewTitle}</Heading>
          <div className="restore__facts">
            <Facts title={words.present} facts={present} />
            <Facts title={words.afterwards} facts={backup} at={backup.at} />
          </div>
          <ul className="restore__means">
            {words.previewMeans.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {backup.hasSecrets && (
            <PassphraseField hint={words.askPassphrase} isNew={false} value={passphrase} onChange={setPassphrase} />
          )}
          {typeof state === 'object' && <ProblemLines error={state} />}
          {isWorking && <p aria-live="polite">{words.restoring}</p>}
          <div className="modal__buttons">
            <button type="button" className="button" disabled={isWorking} onClick={onClose}>
              {common.cancel}
            </button>
            <button
              type="button"
              className="button button--danger"
              disabled={isWorking || isTooShort}
              onClick={() => void restore()}
            >
              {words.confirmRestore}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Facts({ title, facts, at }: { title: string; facts: DataFacts | null; at?: number }) {
  const i18n = useI18n()
  const now = useMinute()
  const { backups: words } = i18n.text
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {at !== undefined && <p>{words.taken(i18n.moment(at, now))}</p>}
      {facts && (
        <>
          <p>{words.facts(facts.tickets, facts.messages)}</p>
          <p>{facts.newestAt === null ? words.noMessages : words.newest(i18n.moment(facts.newestAt, now))}</p>
        </>
      )}
    </section>
  )
}
