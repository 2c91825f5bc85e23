import type { ReactNode } from 'react'
import { useAppStore } from '../store/context.ts'

/** Shows a page of the network in the person's own browser. */
export function OpenPost({ url, className, children }: { url: string; className: string; children: ReactNode }) {
  const store = useAppStore()
  const open = () =>
    void store.api.call('links.open', { url }).catch((error: unknown) => store.getState().showError(error))
  return (
    <button type="button" className={className} title={url} onClick={open}>
      {children}
    </button>
  )
}
