import { LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import { Section, Switch } from '../settings/Section.tsx'
import { useSave } from '../settings/use-save.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { OpenMovingFile } from './OpenMovingFile.tsx'
import { PassphraseField, SHORTEST } from './PassphraseField.tsx'

/** Over to another PC: everything in one file, and such a file opened here. */
export function MovingSection() {
  const { backups: words } = useText()
  const { api } = useAppStore()
  const showToast = useApp((state) => state.showToast)
  const [withSecrets, setWithSecrets] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [isWorking, setWorking] = useState(false)
  const { state, save } = useSave()

  async function packUp() {
    setWorking(true)
    await save(async () => {
      const written = await api.call('backups.packUp', { passphrase: withSecrets ? passphrase : null })
      if (!written) return
      setPassphrase('')
      showToast({ text: words.packed(written.path) })
    })
    setWorking(false)
  }
  return (
    <Section title={words.moving} saving={state.status === 'failed' ? state : { status: 'idle' }}>
      <p className="field__hint">{words.movingIntro}</p>
      <Switch
        label={words.withSecrets}
        {...(!withSecrets && { hint: words.withoutSecrets })}
        isOn={withSecrets}
        onChange={setWithSecrets}
      />
      {withSecrets && <PassphraseField hint={words.passphraseHint} isNew value={passphrase} onChange={setPassphrase} />}
      <div className="backup__buttons">
        <button
          type="button"
          className="button"
          disabled={isWorking || (withSecrets && passphrase.length < SHORTEST)}
          onClick={() => void packUp()}
        >
          {isWorking && <LoaderCircle size={15} className="spin" aria-hidden />}{' '}
          {isWorking ? words.packingUp : words.packUp}
        </button>
        <OpenMovingFile className="button" />
      </div>
    </Section>
  )
}
