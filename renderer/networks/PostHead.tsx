import { MessageCircle } from 'lucide-react'
import type { TicketId } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute } from '../store/context.ts'
import { hasLink, measure, useWay } from './use-way.ts'
import { VisibilityTag } from './VisibilityTag.tsx'

/** Above an answer to a post, where a mail has its recipients: who can read it, how long it may be, what it costs. */
export function PostHead({ id }: { id: TicketId }) {
  const i18n = useI18n()
  const { networks: words } = i18n.text
  const now = useMinute()
  const way = useWay(id)
  const draft = useApp((state) => state.drafts.get(id)?.draft)
  const planDraft = useApp((state) => state.planDraft)
  if (!way || !draft) return null
  const isPrivate = draft.plan.isPrivate === true || way.visibility === 'private'
  const length = measure(way, isPrivate, draft.body)
  return (
    <div className="post-head" data-visibility={isPrivate ? 'private' : 'public'}>
      <div className="post-head__line">
        <VisibilityTag visibility={isPrivate ? 'private' : 'public'} />
        <strong className="post-head__to">{words.answerTo(way.handle)}</strong>
        {length && (
          <output
            className="post-head__length"
            data-over={length.over > 0 || undefined}
            aria-label={words.lengthLabel(length.count, length.max, words.units[length.unit])}
          >
            {words.length(length.count, length.max, words.units[length.unit])}
          </output>
        )}
      </div>
      <div className="post-head__line">
        <span className="post-head__hint">{isPrivate ? words.privateHint(way.handle) : words.publicHint}</span>
        {way.canContinuePrivately && (
          <button
            type="button"
            className="button button--small"
            onClick={() => planDraft(id, { isPrivate: !isPrivate })}
          >
            <MessageCircle size={13} aria-hidden /> {isPrivate ? words.backToPublic : words.continuePrivately}
          </button>
        )}
      </div>
      {way.answerUntil !== null && <p className="post-head__note">{words.until(i18n.moment(way.answerUntil, now))}</p>}
      {way.linkYen !== null && hasLink(draft.body) && (
        <p className="post-head__note post-head__note--warning" role="note">
          {words.linkCosts(way.linkYen)}
        </p>
      )}
    </div>
  )
}
