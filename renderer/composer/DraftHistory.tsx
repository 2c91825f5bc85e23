import { useEffect, useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { Output } from '../../preload/contract.ts'
import type { TicketId } from '../../preload/domain.ts'
import { focusReply } from '../frame/focus.ts'
import { useActions, useApp, useAppStore, useI18n, useMinute } from '../store/context.ts'

type Version = Output<'drafts.versions'>[number]
type Props = { ticketId: TicketId; onClose: () => void }

/** What the draft was before: a list to walk through, what is marked in full beside it, and the way back to it. */
export function DraftHistory({ ticketId, onClose }: Props) {
  const i18n = useI18n()
  const { draftHistory: words, common } = i18n.text
  const restoreDraft = useApp((state) => state.restoreDraft)
  const versions = useVersions(ticketId)
  const [chosenId, setChosen] = useState<Version['id'] | null>(null)
  const shown = versions?.find(({ id }) => id === chosenId) ?? versions?.[0]

  function restore(id: Version['id']) {
    onClose()
    void restoreDraft(ticketId, id).then(() => requestAnimationFrame(focusReply))
  }
  return (
    <>
      {versions === null && <p className="list-dialog__none">{common.loading}</p>}
      {versions?.length === 0 && <p className="list-dialog__none">{words.none}</p>}
      {versions && shown && (
        <div className="draft-history">
          <ListBox
            className="draft-history__list"
            aria-label={words.title}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={[shown.id]}
            onSelectionChange={(keys) => keys !== 'all' && setChosen(Number([...keys][0]))}
            onAction={(key) => restore(Number(key))}
            // The one thing to do here.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus="first"
          >
            {versions.map((version) => (
              <VersionItem key={version.id} version={version} />
            ))}
          </ListBox>
          <Preview version={shown} />
        </div>
      )}
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.close}
        </button>
        {shown && (
          <button type="button" className="button button--primary" onClick={() => restore(shown.id)}>
            {words.restore}
          </button>
        )}
      </div>
    </>
  )
}

function VersionItem({ version: { id, at, reason, staffId } }: { version: Version }) {
  const i18n = useI18n()
  const now = useMinute()
  const { draftHistory: words } = i18n.text
  const who = useApp(({ staff }) => (staff.length > 1 ? staff.find((one) => one.id === staffId)?.name : undefined))
  const when = i18n.moment(at, now)
  return (
    <ListBoxItem id={id} className="draft-history__item" textValue={`${when} ${words.reasons[reason]}`}>
      <strong>{when}</strong>
      <small>{[words.reasons[reason], who].filter(Boolean).join(' · ')}</small>
    </ListBoxItem>
  )
}

function Preview({ version: { to, cc, subject, body, files } }: { version: Version }) {
  const { draftHistory: words, composer } = useI18n().text
  const people = [...to, ...cc].map(({ name, address }) => name || address).join('、')
  return (
    <section className="draft-history__preview" aria-label={words.preview}>
      <p>
        {composer.to}: {people}
      </p>
      <p>
        {composer.subject}: {subject}
      </p>
      {files.length > 0 && <p>{words.files(files)}</p>}
      <pre>{body}</pre>
    </section>
  )
}

/** Null while they are fetched. */
function useVersions(ticketId: TicketId) {
  const { api } = useAppStore()
  const { saveDraft, showError } = useActions()
  const [versions, setVersions] = useState<readonly Version[] | null>(null)
  useEffect(() => {
    let isGone = false
    // What was typed last is saved first, so that the list tells what the draft was before it.
    saveDraft(ticketId)
      .then(() => api.call('drafts.versions', { ticketId }))
      .then((found) => !isGone && setVersions(found))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
  }, [api, ticketId, saveDraft, showError])
  return versions
}
