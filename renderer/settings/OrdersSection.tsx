import { useApp, useText } from '../store/context.ts'
import { Section } from './Section.tsx'

/** The way to the page of orders, where files of them are taken in. */
export function OrdersSection() {
  const { orders: words } = useText()
  const showScreen = useApp((state) => state.showScreen)
  return (
    <Section title={words.title}>
      <p className="settings__empty">{words.intro}</p>
      <button type="button" className="button" onClick={() => showScreen('orders')}>
        {words.open}
      </button>
    </Section>
  )
}
