import { MessageText } from './MessageText.tsx'

/** Text that is there but seldom read: quotes and signatures. */
export function Fold({ label, text }: { label: string; text: string }) {
  return (
    <details className="fold">
      <summary>{label}</summary>
      <MessageText text={text} />
    </details>
  )
}
