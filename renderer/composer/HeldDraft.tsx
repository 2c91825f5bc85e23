import { useText } from '../store/context.ts'

/** What a colleague has written so far, to be read and not changed. */
export function HeldDraft({ text, colour }: { text: string; colour: string | undefined }) {
  const { work } = useText()
  return (
    <section className="composer held-draft" aria-label={work.heldDraft} style={{ borderTopColor: colour }}>
      <pre>{text}</pre>
    </section>
  )
}
