import { useEffect, useId, useState } from 'react'
import type { ShopId, ShopInfo } from '../../preload/domain.ts'
import type { ShopHours } from '../../preload/domain/hours.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { usePreview } from '../hours/use-preview.ts'
import { WeekEditor } from '../hours/WeekEditor.tsx'
import { TestPopup } from '../settings/NoticesSection.tsx'
import { Switch } from '../settings/Section.tsx'
import { useActions, useApp, useAppStore, useText } from '../store/context.ts'
import { DemoButton } from './DemoButton.tsx'
import { SkippableStep } from './SkippableStep.tsx'

type Props = { shopId: ShopId; address: string; onDone: () => void }

/** What a new shop may say at once or later, a page each: signature, opening hours, notifications and start. */
export function ShopSteps({ shopId, address, onDone }: Props) {
  const [step, setStep] = useState<'signature' | 'hours' | 'notices'>('signature')
  const shop = useApp((state) => state.shops.get(shopId))
  if (!shop) return null
  if (step === 'signature') return <SignatureStep shop={shop} address={address} onNext={() => setStep('hours')} />
  if (step === 'hours') return <HoursStep shopId={shopId} onNext={() => setStep('notices')} />
  return <NoticesStep onDone={onDone} />
}

/** Runs what keeps a page; the next one comes when it is kept. */
function useKeeping(onKept: () => void) {
  const [error, setError] = useState<AppError | null>(null)
  async function keep(work: () => Promise<unknown>) {
    setError(null)
    try {
      await work()
      onKept()
    } catch (cause) {
      setError(toAppError(cause))
    }
  }
  return { error, keep }
}

type SignatureProps = { shop: ShopInfo; address: string; onNext: () => void }

function SignatureStep({ shop, address, onNext }: SignatureProps) {
  const id = useId()
  const { mailSetup: words } = useText()
  const { api } = useAppStore()
  const { loadShops } = useActions()
  const [text, setText] = useState(shop.signature || words.proposedSignature(shop.name, address))
  const { error, keep } = useKeeping(onNext)
  async function store() {
    const { timeZone: _, ...fields } = shop
    await api.call('shops.update', { ...fields, signature: text })
    await loadShops()
  }
  return (
    <SkippableStep
      title={words.signatureTitle}
      hint={words.added}
      next={words.next}
      error={error}
      onNext={() => void keep(store)}
      onSkip={onNext}
    >
      <div className="field">
        <label htmlFor={id}>{words.signature}</label>
        <textarea
          id={id}
          className="text-input signature-field"
          rows={6}
          maxLength={5000}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
        <p id={`${id}-hint`} className="field__hint">
          {words.signatureHint}
        </p>
      </div>
    </SkippableStep>
  )
}

function HoursStep({ shopId, onNext }: { shopId: ShopId; onNext: () => void }) {
  const { mailSetup: words, hours: hoursWords } = useText()
  const { api } = useAppStore()
  const { loadHours } = useActions()
  const stored = useApp((state) => state.hours.get(shopId)?.hours ?? null)
  const [draft, setDraft] = useState<ShopHours | null>(null)
  const hours = draft ?? stored
  const { problems } = usePreview(draft, '2026-01', 1)
  const { error, keep } = useKeeping(onNext)
  useEffect(() => void loadHours(shopId), [loadHours, shopId])
  const change = (part: Partial<ShopHours>) => hours && setDraft({ ...hours, ...part })
  return (
    <SkippableStep
      title={words.hoursTitle}
      hint={words.hoursHint}
      next={words.next}
      error={error}
      onNext={() => void keep(async () => draft && api.call('hours.set', { shopId, hours: draft }))}
      onSkip={onNext}
    >
      {hours && (
        <div className="wizard-hours">
          <WeekEditor hours={hours} problems={problems} change={change} />
          <Switch
            label={hoursWords.holidays}
            isOn={hours.holidays === 'jp'}
            onChange={(isOn) => change({ holidays: isOn ? 'jp' : 'none' })}
          />
        </div>
      )}
    </SkippableStep>
  )
}

function NoticesStep({ onDone }: { onDone: () => void }) {
  const { mailSetup: words, settings: settingsWords } = useText()
  const { changeSettings, showError } = useActions()
  const { launchAtLogin } = useApp((state) => state.settings)
  return (
    <SkippableStep
      title={words.noticesTitle}
      hint={words.noticesHint}
      next={words.finish}
      error={null}
      onNext={onDone}
      onSkip={null}
    >
      <TestPopup />
      <Switch
        label={settingsWords.launchAtLogin}
        isOn={launchAtLogin}
        onChange={(isOn) => void changeSettings({ launchAtLogin: isOn }).catch(showError)}
      />
      <div className="wizard-demo">
        <p>{words.demoOffer}</p>
        <DemoButton className="button" hint="" />
      </div>
    </SkippableStep>
  )
}
