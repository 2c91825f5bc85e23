import { useEffect } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useApp, useText } from '../store/context.ts'
import { AutoMailBrake } from './AutoMailBrake.tsx'
import { NightAnswer } from './NightAnswer.tsx'
import { NoticeWatches } from './NoticeWatches.tsx'
import { Section } from './Section.tsx'
import { useSave, type Save } from './use-save.ts'

/** 自動返信と通知メール: what leaves without anybody pressing a button. */
export function AnswersSection() {
  const { answers: words } = useText()
  const shopIds = useApp(useShallow((state) => [...state.shops.keys()]))
  const load = useApp((state) => state.loadAnswers)
  const { state, save: keep } = useSave()
  /** What main made of it stands there at once. */
  const save: Save = (work) =>
    keep(async () => {
      await work()
      await load()
    })
  const count = shopIds.length
  useEffect(() => {
    if (count > 0) void load()
  }, [load, count])
  if (shopIds.length === 0) return null
  return (
    <Section title={words.title} saving={state}>
      <h3 className="answers__title">{words.night.title}</h3>
      <p className="field__hint">{words.night.hint}</p>
      {shopIds.map((id) => (
        <NightAnswer key={id} shopId={id} save={save} />
      ))}
      <AutoMailBrake save={save} />
      <NoticeWatches save={save} />
    </Section>
  )
}
