import { useEffect, useRef, useState } from 'react'
import type { FoundMail } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { useAppStore } from '../store/context.ts'

export type Finding = { status: 'idle' } | { status: 'running' } | { status: 'failed'; error: AppError }

/** Looks for the servers of an address, until the person has had enough. */
export function useFinding(onFound: (found: FoundMail) => void) {
  const { api } = useAppStore()
  const [state, setState] = useState<Finding>({ status: 'idle' })
  const newest = useRef(0)

  async function run(address: string) {
    const own = ++newest.current
    setState({ status: 'running' })
    try {
      const found = await api.call('mailSetup.find', { address })
      if (own !== newest.current) return
      setState({ status: 'idle' })
      onFound(found)
    } catch (error) {
      if (own === newest.current) setState({ status: 'failed', error: toAppError(error) })
    }
  }
  function stop() {
    newest.current += 1
    setState({ status: 'idle' })
    // What it says no longer matters.
    api.call('mailSetup.stop', {}).catch(() => {})
  }
  const stopNow = useRef(stop)
  useEffect(() => {
    stopNow.current = stop
  })
  // Who leaves the page waits no longer.
  useEffect(() => () => stopNow.current(), [])
  return { state, run, stop }
}
