import { useApp, useText } from '../store/context.ts'
import { Section, Switch } from './Section.tsx'
import { useSave } from './use-save.ts'

export function StartSection() {
  const { settings: words } = useText()
  const { launchAtLogin, closeToTray, opensByKey, takesMailLinks } = useApp((state) => state.settings)
  const change = useApp((state) => state.changeSettings)
  const { state, save } = useSave()
  return (
    <Section title={words.sections.start} saving={state}>
      <Switch
        label={words.launchAtLogin}
        isOn={launchAtLogin}
        onChange={(isOn) => void save(() => change({ launchAtLogin: isOn }))}
      />
      <Switch
        label={words.closeToTray}
        hint={words.closeToTrayHint}
        isOn={closeToTray}
        onChange={(isOn) => void save(() => change({ closeToTray: isOn }))}
      />
      <Switch
        label={words.opensByKey}
        hint={words.opensByKeyHint}
        isOn={opensByKey}
        onChange={(isOn) => void save(() => change({ opensByKey: isOn }))}
      />
      <Switch
        label={words.takesMailLinks}
        hint={words.takesMailLinksHint}
        isOn={takesMailLinks}
        onChange={(isOn) => void save(() => change({ takesMailLinks: isOn }))}
      />
    </Section>
  )
}
