import { ImageOff, ShieldAlert } from 'lucide-react'
import { useEffect, useState, type CSSProperties } from 'react'
import type { Output } from '../../preload/contract.ts'
import type { MessageId } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { ProblemNote } from '../ui/ProblemNote.tsx'

type Html = Output<'messages.html'>

/** Newsletters are drawn 600 px wide with 24 px on both sides; and a scroll bar, which does not shrink. */
const FITTING_PX = 672
const SMALLEST = 0.7

/**
 * HTML mail in a frame of its own: sanitised by main, without scripts, remote images off until asked. A document that
 * cannot run scripts cannot tell its height either, so the frame is generous and the person can pull it larger.
 */
export function HtmlFrame({ id }: { id: MessageId }) {
  const { ticket } = useText()
  const { html, error, allowRemote } = useHtml(id)
  const { fit, scale } = useScale()
  if (error) return <ProblemNote error={error} />
  if (!html) return <div className="html-frame html-frame--loading" />
  return (
    <div className="html-mail">
      {html.remoteCount > 0 && !allowRemote.isOn && (
        <p className="notice-line">
          <ImageOff size={15} aria-hidden /> <span>{ticket.remoteImages(html.remoteCount)}</span>
          <button type="button" className="button button--small" onClick={allowRemote.turnOn}>
            {ticket.showImages}
          </button>
        </p>
      )}
      {html.warnings.map((warning) => (
        <p key={`${warning.href} ${warning.text}`} className="notice-line notice-line--danger" role="note">
          <ShieldAlert size={15} aria-hidden /> <span>{ticket.linkWarning(warning.text, warning.host)}</span>
        </p>
      ))}
      <div className="html-mail__fit" ref={fit} style={scale}>
        <iframe className="html-frame" title={ticket.htmlTitle} sandbox={html.sandbox} src={html.url} />
      </div>
    </div>
  )
}

/** Follows the width of the frame's place: in a narrow one the mail is drawn smaller, as far as its words stay readable. */
function useScale() {
  const [place, fit] = useState<HTMLElement | null>(null)
  const [scale, setScale] = useState(1)
  useEffect(() => {
    if (place === null || typeof ResizeObserver !== 'function') return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setScale(Math.min(1, Math.max(SMALLEST, entry.contentRect.width / FITTING_PX)))
    })
    observer.observe(place)
    return () => observer.disconnect()
  }, [place])
  return { fit, scale: { '--html-scale': scale } as CSSProperties }
}

function useHtml(id: MessageId) {
  const { api } = useAppStore()
  const [html, setHtml] = useState<Html | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [isOn, setOn] = useState(false)
  // While a search shows this ticket as a hit, its words are marked in the frame too.
  const query = useApp(({ list, openId }) => (openId !== null && list.found?.hits.has(openId) ? list.query : ''))
  useEffect(() => {
    let isGone = false
    api
      .call('messages.html', { id, allowRemote: isOn, ...(query === '' ? {} : { query }) })
      .then((found) => !isGone && setHtml(found))
      .catch((cause: unknown) => !isGone && setError(toAppError(cause)))
    return () => {
      isGone = true
    }
  }, [api, id, isOn, query])
  return { html, error, allowRemote: { isOn, turnOn: () => setOn(true) } }
}
