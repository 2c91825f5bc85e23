import { ExternalLink } from 'lucide-react'
import type { MailServiceId } from '../../preload/domain.ts'
import { serviceOf } from '../../preload/domain.ts'
import { useAppStore, useText } from '../store/context.ts'

/** What a service wants to be done before a mail program may in, and the way to its own page. */
export function ServiceHelp({ id, service }: { id: string; service: MailServiceId }) {
  const { onboarding, mailSetup: words } = useText()
  const store = useAppStore()
  const help = onboarding.help[service]
  const page = serviceOf(service)?.page ?? ''
  // Asks with the host once more before the browser opens.
  const open = () =>
    void store.api.call('links.open', { url: page }).catch((error: unknown) => store.getState().showError(error))
  if (help === '') return null
  return (
    <div className="help-box">
      <p id={id}>{help}</p>
      {page !== '' && (
        <button type="button" className="link-button help-box__page" onClick={open}>
          <ExternalLink size={14} aria-hidden /> {words.openPage(new URL(page).host)}
        </button>
      )}
    </div>
  )
}
