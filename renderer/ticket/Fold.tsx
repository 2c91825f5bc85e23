import { useState } from 'react'
import type { MessageId } from '../../preload/domain.ts'
import { useApp } from '../store/context.ts'
import type { MarkPart } from '../store/marks.ts'
import { MessageText } from './MessageText.tsx'

type Props = { label: string; text: string; messageId: MessageId; part: MarkPart }

/** Text that is there but seldom read: quotes and signatures. Opens by itself where a search hit nothing else of the message. */
export function Fold({ label, text, messageId, part }: Props) {
  const isOnlyHit = useApp(({ marks }) => {
    const found = marks.get(messageId)
    return found !== undefined && found.text.length === 0 && found[part].length > 0
  })
  const [isOpen, setOpen] = useState(isOnlyHit)
  const [wasOnlyHit, setWasOnlyHit] = useState(isOnlyHit)
  if (isOnlyHit !== wasOnlyHit) {
    setWasOnlyHit(isOnlyHit)
    if (isOnlyHit) setOpen(true)
  }
  return (
    <details className="fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      <MessageText text={text} messageId={messageId} part={part} />
    </details>
  )
}
