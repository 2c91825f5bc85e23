import { useState } from 'react'
import { NOTICE_EVENTS, type NoticeWatch, type NoticeWatchDraft, type NoticeWatchId } from '../../preload/domain.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { NoticeEditor } from './NoticeEditor.tsx'
import { Switch } from './Section.tsx'
import type { Save } from './use-save.ts'

const draftOf = ({ id: _, ...draft }: NoticeWatch): NoticeWatchDraft => draft

/** Who is told of what by mail. */
export function NoticeWatches({ save }: { save: Save }) {
  const { watches: words } = useText().answers
  const { api } = useAppStore()
  const watches = useApp((state) => state.watches)
  const dead = useApp((state) => state.deadAddresses)
  const remove = useApp((state) => state.removeWatch)
  const [edited, setEdited] = useState<NoticeWatchId | 'new' | null>(null)
  const fresh: NoticeWatchDraft = {
    name: words.newName,
    isOn: true,
    events: ['new-message'],
    shopIds: [],
    channels: [],
    words: [],
    onlyLastWarning: true,
    recipients: { to: 'all' },
    subject: null,
    body: null,
  }
  async function put(id: NoticeWatchId | null, watch: NoticeWatchDraft) {
    await save(async () => {
      await api.call('notices.save', { id, watch })
      setEdited(null)
    })
  }
  return (
    <div className="notice-watches">
      <h3 className="answers__title">{words.title}</h3>
      <p className="field__hint">{words.hint}</p>
      {dead.map(({ address }) => (
        <p key={address} className="is-danger">
          {words.dead(address)}{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => void save(() => api.call('notices.revive', { address }))}
          >
            {words.revive}
          </button>
        </p>
      ))}
      {watches.length === 0 && edited === null && <p className="settings__empty">{words.empty}</p>}
      {watches.map((watch) =>
        edited === watch.id ? (
          <NoticeEditor
            key={watch.id}
            watch={draftOf(watch)}
            onSave={(next) => put(watch.id, next)}
            onCancel={() => setEdited(null)}
          />
        ) : (
          <div key={watch.id} className="card notice-watch">
            <Switch
              label={watch.name}
              hint={summaryOf(watch, words)}
              isOn={watch.isOn}
              onChange={(isOn) => void put(watch.id, { ...draftOf(watch), isOn })}
            />
            <div className="notice-watch__buttons">
              <button
                type="button"
                className="button button--small"
                aria-label={`${words.edit}: ${watch.name}`}
                onClick={() => setEdited(watch.id)}
              >
                {words.edit}
              </button>
              <button
                type="button"
                className="button button--small"
                aria-label={`${words.remove}: ${watch.name}`}
                onClick={() => void remove(watch)}
              >
                {words.remove}
              </button>
            </div>
          </div>
        ),
      )}
      {edited === 'new' ? (
        <NoticeEditor watch={fresh} onSave={(next) => put(null, next)} onCancel={() => setEdited(null)} />
      ) : (
        <button type="button" className="button" onClick={() => setEdited('new')}>
          {words.add}
        </button>
      )}
    </div>
  )
}

/** 新しい問い合わせ・期限を過ぎた問い合わせ → 管理者（返品） */
function summaryOf(
  { events, recipients, words: only }: NoticeWatch,
  words: ReturnType<typeof useText>['answers']['watches'],
) {
  const what = NOTICE_EVENTS.filter((event) => events.includes(event)).map((event) => words.events[event])
  const phrase = only.length > 0 ? `（${only.join('、')}）` : ''
  return `${what.join('・')}${phrase} → ${words.recipients[recipients.to]}`
}
