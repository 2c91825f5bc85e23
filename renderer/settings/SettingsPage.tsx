import { BackupSection } from '../backups/BackupSection.tsx'
import { MovingSection } from '../backups/MovingSection.tsx'
import { HostSection } from '../second-pc/HostSection.tsx'
import { SecondPcSettings } from '../second-pc/SecondPcSettings.tsx'
import { useApp, useText } from '../store/context.ts'
import { AnswersSection } from './AnswersSection.tsx'
import { CategoriesSection } from './CategoriesSection.tsx'
import { ChecksSection } from './ChecksSection.tsx'
import { ChecklistsSection } from './ChecklistsSection.tsx'
import { StaffSection } from './StaffSection.tsx'
import { AccountsSection } from './AccountsSection.tsx'
import { DataSection } from './DataSection.tsx'
import { HoursSection } from './HoursSection.tsx'
import { LookSection } from './LookSection.tsx'
import { NoticesSection } from './NoticesSection.tsx'
import { OrdersSection } from './OrdersSection.tsx'
import { RulesSection } from './RulesSection.tsx'
import { SendingSection } from './SendingSection.tsx'
import { ShopsSection } from './ShopsSection.tsx'
import { StartSection } from './StartSection.tsx'
import { UpdatesSection } from './UpdatesSection.tsx'
import { TemplatesSection } from './TemplatesSection.tsx'
import { PageHead } from '../frame/PageHead.tsx'

/** Everything that can be chosen, on one page. There is no button to save: each change holds at once. */
export function SettingsPage() {
  const { settings: words } = useText()
  const host = useApp((state) => state.info?.secondPcOf ?? null)
  if (host !== null) return <SecondPcSettings host={host} />
  return (
    <main className="page settings">
      <PageHead title={words.title} back={words.back} />
      <AccountsSection />
      <ShopsSection />
      <StaffSection />
      <CategoriesSection />
      <ChecklistsSection />
      <TemplatesSection />
      <OrdersSection />
      <HoursSection />
      <RulesSection />
      <LookSection />
      <NoticesSection />
      <AnswersSection />
      <SendingSection />
      <ChecksSection />
      <StartSection />
      <HostSection />
      <BackupSection />
      <MovingSection />
      <DataSection />
      <UpdatesSection />
    </main>
  )
}
