import { useApp, useAppStore, useText } from '../store/context.ts'
import { ExportButtons } from '../data/ExportButtons.tsx'
import { RetentionChoice } from '../data/RetentionChoice.tsx'
import { Section } from './Section.tsx'
import { useSave } from './use-save.ts'

export function DataSection() {
  const { settings: words } = useText()
  const { api } = useAppStore()
  const info = useApp((state) => state.info)
  const acceptsPlain = useApp((state) => state.settings.acceptsPlainSecrets)
  const showError = useApp((state) => state.showError)
  const { state, save } = useSave()
  if (!info) return null
  return (
    <Section title={words.sections.data} saving={state.status === 'failed' ? state : { status: 'idle' }}>
      <dl className="facts">
        <dt>{words.folder}</dt>
        <dd>
          <div className="facts__folder">
            <code>{info.dataDir}</code>
            <button
              type="button"
              className="button button--small"
              aria-label={`${words.folder}: ${words.openFolder}`}
              onClick={() => void api.call('settings.showDataFolder', {}).catch(showError)}
            >
              {words.openFolder}
            </button>
          </div>
          <p className="field__hint">{info.isDemo ? words.demo : words.folderHint}</p>
        </dd>
        <dt>{words.plainSecrets}</dt>
        <dd>{secretsWords(info.canEncrypt, acceptsPlain, words)}</dd>
        <dt>{words.version}</dt>
        <dd>{info.version}</dd>
      </dl>
      <ExportButtons save={save} />
      <RetentionChoice save={save} />
    </Section>
  )
}

type Words = { encrypted: string; plainSecretsOn: string; notEncrypted: string }

function secretsWords(canEncrypt: boolean, acceptsPlain: boolean, words: Words) {
  if (canEncrypt) return words.encrypted
  return acceptsPlain ? words.plainSecretsOn : words.notEncrypted
}
