import { useApp, useText } from '../store/context.ts'
import { Tick } from './ServerFields.tsx'

/** True where a password could only be stored readable and the owner has not agreed to that yet. */
export const useNeedsPlainConsent = () =>
  useApp(({ info, settings }) => info?.canEncrypt === false && !settings.acceptsPlainSecrets)

export function PlainConsent({ isGiven, onChange }: { isGiven: boolean; onChange: (isGiven: boolean) => void }) {
  const { onboarding } = useText()
  return (
    <div className="warning-box">
      <strong>{onboarding.plainTitle}</strong>
      <p>{onboarding.plainBody}</p>
      <Tick label={onboarding.plainConsent} isOn={isGiven} onChange={onChange} />
    </div>
  )
}
