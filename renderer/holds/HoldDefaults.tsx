import { useEffect, useState } from 'react'
import type { ShopId } from '../../preload/domain.ts'
import { Switch } from '../settings/Section.tsx'
import type { Save } from '../settings/use-save.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'

/** In the card of a shop: what its new holds begin with. */
export function HoldDefaults({ shopId, save }: { shopId: ShopId; save: Save }) {
  const { holds } = useText()
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [isAutomatic, setAutomatic] = useState<boolean | null>(null)
  useEffect(() => {
    let isGone = false
    api
      .call('holds.defaults', { shopId })
      .then((defaults) => !isGone && setAutomatic(defaults.isAutomatic))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
  }, [api, shopId, showError])

  function choose(next: boolean) {
    setAutomatic(next)
    void save(() => api.call('holds.setDefaults', { shopId, isAutomatic: next }))
  }
  if (isAutomatic === null) return null
  return <Switch label={holds.automaticDefault} hint={holds.automaticHint} isOn={isAutomatic} onChange={choose} />
}
