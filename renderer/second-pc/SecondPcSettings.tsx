import { PageHead } from '../frame/PageHead.tsx'
import { Section } from '../settings/Section.tsx'
import { useText } from '../store/context.ts'
import { LeaveHost } from './LeaveHost.tsx'

/** The settings at a PC without data: what it is connected to, and the way out of that. */
export function SecondPcSettings({ host }: { host: string }) {
  const { secondPc: words, settings } = useText()
  return (
    <main className="page settings">
      <PageHead title={settings.title} back={settings.back} />
      <Section title={words.here}>
        <p>{words.hereHint(host)}</p>
        <p>{words.settingsThere}</p>
        <LeaveHost />
      </Section>
    </main>
  )
}
