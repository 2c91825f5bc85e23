import { Palette } from '../commands/Palette.tsx'
import { useCommands } from '../commands/use-commands.ts'
import { Dialogs } from '../dialogs/Dialogs.tsx'
import { GroupsPage } from '../groups/GroupsPage.tsx'
import { AboutPage } from '../help/AboutPage.tsx'
import { HelpPage } from '../help/HelpPage.tsx'
import { HoldBoard } from '../holds/HoldBoard.tsx'
import { HoursPage } from '../hours/HoursPage.tsx'
import { PoliciesPage } from '../hours/PoliciesPage.tsx'
import { Inbox } from '../inbox/Inbox.tsx'
import { ManyPage } from '../many/ManyPage.tsx'
import { OrdersPage } from '../orders/OrdersPage.tsx'
import { OutboxPage } from '../outbox/OutboxPage.tsx'
import { PrintSheet } from '../print/PrintSheet.tsx'
import { RulesPage } from '../rules/RulesPage.tsx'
import { LineBar } from '../second-pc/LineBar.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { useApp } from '../store/context.ts'
import { TemplatesPage } from '../templates/TemplatesPage.tsx'
import { Rail } from './Rail.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { Toasts } from './Toasts.tsx'

/** The rail on the left and, beside it, whatever the person is at. */
export function Frame() {
  const screen = useApp((state) => state.screen)
  useCommands()
  return (
    <div className="frame">
      <Rail />
      {screen === 'inbox' && <Inbox />}
      {screen === 'holds' && <HoldBoard />}
      {screen === 'many' && <ManyPage />}
      {screen === 'orders' && <OrdersPage />}
      {screen === 'groups' && <GroupsPage />}
      {screen === 'outbox' && <OutboxPage />}
      {screen === 'settings' && <SettingsPage />}
      {screen === 'rules' && <RulesPage />}
      {screen === 'templates' && <TemplatesPage />}
      {screen === 'hours' && <HoursPage />}
      {screen === 'policies' && <PoliciesPage />}
      {screen === 'help' && <HelpPage />}
      {screen === 'about' && <AboutPage />}
      <LineBar />
      <Toasts />
      <Dialogs />
      <Palette />
      <ShortcutSheet />
      <PrintSheet />
    </div>
  )
}
