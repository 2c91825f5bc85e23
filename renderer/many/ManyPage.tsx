import { Clock, Send } from 'lucide-react'
import { useMemo } from 'react'
import { GENTLE_MS } from '../../preload/domain.ts'
import { i18nOfTicket } from '../store/i18n-of.ts'
import { useActions, useApp, useAppStore, useI18n, useMinute } from '../store/context.ts'
import type { ManyState } from '../store/many.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { shownMails, type ShownMail } from './many-mails.ts'
import { ManyPreview } from './ManyPreview.tsx'
import { ManyQuestion } from './ManyQuestion.tsx'
import { ManyWords } from './ManyWords.tsx'
import { PageHead } from '../frame/PageHead.tsx'

/** まとめて返信: one text on the left, every mail as it will leave on the right. */
export function ManyPage() {
  const { text } = useI18n()
  const many = useApp((state) => state.many)
  return (
    <main className="page many">
      <PageHead title={text.many.title} back={text.many.close} />
      <p className="page__intro">{text.many.intro}</p>
      {many === null || many.ids.length === 0 ? (
        <EmptyNote title={text.many.recipients(0)} next={text.many.noneLeft} />
      ) : (
        <Writing many={many} />
      )}
    </main>
  )
}

function Writing({ many }: { many: ManyState }) {
  const store = useAppStore()
  const now = useMinute()
  const mails = useMemo(() => shownMails(many, now, (id) => i18nOfTicket(store.getState(), id)), [many, now, store])
  return (
    <>
      <div className="many__columns">
        <ManyWords many={many} mails={mails} />
        <ManyPreview many={many} mails={mails} />
      </div>
      <Foot many={many} mails={mails} />
      <ManyQuestion many={many} mails={mails} />
    </>
  )
}

function Foot({ many, mails }: { many: ManyState; mails: readonly ShownMail[] }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.many
  const { sendMany, openDialog, setManyText } = useActions()
  const shops = useShopNames(mails)
  const ready = mails.filter(({ isReady }) => isReady).length
  const toCheck = mails.filter(({ isReady, findings }) => isReady && findings.length > 0).length
  const { sendAfter } = many.text
  const lasts = ready * GENTLE_MS
  const isWritten = many.text.body.trim() !== ''
  return (
    <footer className="many__foot">
      <p>
        {isWritten && ready < mails.length && <strong>{words.notYet(mails.length - ready)} </strong>}
        {toCheck > 0 && <em>{words.toCheckSome(toCheck)} </em>}
        {lasts < 60_000 ? words.paceShort : words.pace(i18n.span(lasts))}
      </p>
      {sendAfter !== null && (
        <span className="many__when">
          <Clock size={14} aria-hidden /> {i18n.laterMoment(sendAfter, now)}
          <button type="button" className="link-button" onClick={() => setManyText({ sendAfter: null })}>
            {words.atOnce}
          </button>
        </span>
      )}
      <button
        type="button"
        className="button"
        onClick={() => openDialog({ type: 'later', purpose: 'many', ticketId: many.ids[0]! })}
      >
        <Clock size={15} aria-hidden /> {words.sendLater}
      </button>
      <button
        type="button"
        className="button button--primary"
        disabled={ready === 0 || ready < mails.length || many.isSending}
        onClick={() => void sendMany()}
      >
        <Send size={15} aria-hidden /> {words.send(shops, mails.length)}
      </button>
    </footer>
  )
}

/** A sending may leave from several shops: the button names them all. */
function useShopNames(mails: readonly ShownMail[]) {
  const accounts = useApp((state) => state.accounts)
  const shops = useApp((state) => state.shops)
  const names = mails.flatMap(({ accountId }) => {
    const shopId = accounts.get(accountId)?.shopId
    return (shopId !== undefined && shops.get(shopId)?.name) || []
  })
  return [...new Set(names)].join('・')
}
