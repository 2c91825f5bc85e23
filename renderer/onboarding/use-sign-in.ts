import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { useAppStore } from '../store/context.ts'
import { addressOf, settingsOf, type AccountForm } from './account-form.ts'

export type SigningIn = { status: 'idle' } | { status: 'waiting' } | { status: 'failed'; error: AppError }

/** Waits while the person signs in at a page of the provider. */
export function useSignIn(onSignedIn: (form: AccountForm) => void) {
  const { api } = useAppStore()
  const [state, setState] = useState<SigningIn>({ status: 'idle' })
  const isGone = useRef(false)

  async function run(form: AccountForm) {
    const { oauth } = settingsOf(form)
    if (!oauth) return
    setState({ status: 'waiting' })
    try {
      const clientSecret = form.clientSecret.trim()
      const { signIn } = await api.call('mailSetup.signIn', { oauth, address: addressOf(form), clientSecret })
      if (isGone.current) return
      setState({ status: 'idle' })
      onSignedIn({ ...form, signIn })
    } catch (cause) {
      if (isGone.current) return
      const error = toAppError(cause)
      setState(error.reason === 'stopped' ? { status: 'idle' } : { status: 'failed', error })
    }
  }
  const stop = useCallback(() => void api.call('mailSetup.stop', {}).catch(() => {}), [api])
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      stop()
    }
  }, [stop])
  return { state, run, stop }
}
