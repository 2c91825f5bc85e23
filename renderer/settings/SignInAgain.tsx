import { useEffect, useRef, useState } from 'react'
import type { AccountId } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useActions, useAppStore, useText } from '../store/context.ts'

/** 再ログイン in the place where its lack is told: the browser opens, and the account goes on by itself. */
export function SignInAgain({ id }: { id: AccountId }) {
  const { mailSetup: words } = useText()
  const { api } = useAppStore()
  const { loadAccounts, showToast } = useActions()
  const [state, setState] = useState<'idle' | 'waiting' | AppError>('idle')
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => void (isGone.current = true)
  }, [])

  async function run() {
    setState('waiting')
    try {
      await api.call('mailSetup.signInAgain', { id })
      showToast({ text: words.signIn.done })
      await loadAccounts()
      if (!isGone.current) setState('idle')
    } catch (cause) {
      const error = toAppError(cause)
      if (!isGone.current) setState(error.reason === 'stopped' ? 'idle' : error)
    }
  }
  const stop = () => void api.call('mailSetup.stop', {}).catch(() => {})
  return (
    <div className="sign-in-again">
      {state === 'waiting' ? (
        <output className="network-note">
          {words.signIn.waiting}{' '}
          <button type="button" className="link-button" onClick={stop}>
            {words.stop}
          </button>
        </output>
      ) : (
        <button type="button" className="button button--primary" onClick={() => void run()}>
          {words.signIn.again}
        </button>
      )}
      {typeof state === 'object' && <ProblemLines error={state} />}
    </div>
  )
}
