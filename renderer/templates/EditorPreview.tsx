import { useEffect, useState } from 'react'
import type { FilledTemplate } from '../../preload/domain.ts'
import { useAppStore, useText } from '../store/context.ts'
import { Marks } from './Marks.tsx'

const PAUSE_MS = 150

type Props = { subject: string; body: string; language: 'ja' | 'en'; hasSubject: boolean }

/** The words with the data of a made-up customer, a moment after the last key. */
export function EditorPreview({ subject, body, language, hasSubject }: Props) {
  const { templates: words } = useText()
  const { api } = useAppStore()
  const [filled, setFilled] = useState<FilledTemplate | null>(null)
  useEffect(() => {
    let isGone = false
    const timer = setTimeout(() => {
      api
        .call('templates.preview', { subject, body, language, ticketId: null })
        .then((answer) => !isGone && setFilled(answer))
        // The words are safe in the fields above; without a preview they can still be written and saved.
        .catch(() => !isGone && setFilled(null))
    }, PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [api, subject, body, language])
  if (!filled || body.trim() === '') return null
  return (
    <section className="template-preview" aria-label={words.samplePreview}>
      <h3>
        {words.samplePreview}
        {filled.unfilled.length > 0 && <span>{words.toFill(filled.unfilled.length)}</span>}
      </h3>
      {hasSubject && (
        <p className="picker__subject">
          {filled.subject === '' ? <small>{words.keepsSubject}</small> : <Marks text={filled.subject} />}
        </p>
      )}
      <p className="picker__body">
        <Marks text={filled.body} />
      </p>
    </section>
  )
}
