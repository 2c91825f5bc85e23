import { useEffect } from 'react'
import { useActions, useApp, useText } from '../store/context.ts'
import { nameOf } from '../templates/texts.ts'

/** Beside a call: what the shop has written down for this kind of inquiry, to be read aloud or followed. */
export function AnswerManual({ category }: { category: string | null }) {
  const { work } = useText()
  const checklists = useApp((state) => state.checklists)
  const templates = useApp((state) => state.templates)
  const language = useApp((state) => state.settings.language)
  const { loadTemplates } = useActions()
  useEffect(() => {
    if (templates === null) void loadTemplates()
  }, [templates, loadTemplates])
  if (category === null) return null
  const lists = checklists.filter(({ categoryKey, isRemoved }) => categoryKey === category && !isRemoved)
  const texts = (templates ?? []).filter((one) => one.category === category && one.language === language)
  return (
    <section className="answer-manual" aria-label={work.manual}>
      <h3>{work.manual}</h3>
      {lists.length + texts.length === 0 && <p>{work.noManual}</p>}
      {lists.map(({ id, name, steps }) => (
        <p key={id}>
          <strong>{name}</strong> {steps.map(({ label }) => label).join(' → ')}
        </p>
      ))}
      {texts.map((one) => (
        <details key={one.id}>
          <summary>{nameOf(one)}</summary>
          <p className="answer-manual__text">{one.body}</p>
        </details>
      ))}
    </section>
  )
}
