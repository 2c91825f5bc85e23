import { Clock, ListOrdered } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import { useActions, useApp, useText } from '../store/context.ts'
import { Section } from './Section.tsx'

/** The way to the pages of opening hours and deadline policies. */
export function HoursSection() {
  const { settings, hours: words } = useText()
  const shops = useApp(useShallow((state) => [...state.shops.values()]))
  const { showHours, showScreen } = useActions()
  if (shops.length === 0) return null
  return (
    <Section title={settings.sections.hours}>
      <p className="settings__empty">{words.sectionIntro}</p>
      <div className="settings__row settings__row--wrap">
        {shops.map((shop) => (
          <button key={shop.id} type="button" className="button" onClick={() => showHours(shop.id)}>
            <Clock size={15} aria-hidden /> {shops.length === 1 ? words.editHours : words.hoursOfShop(shop.name)}
          </button>
        ))}
        <button type="button" className="button" onClick={() => showScreen('policies')}>
          <ListOrdered size={15} aria-hidden /> {words.editPolicies}
        </button>
      </div>
    </Section>
  )
}
