import { useRef, useState } from 'react'
import type { AccountId } from '../../preload/domain.ts'
import type { Output } from '../../preload/contract.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { useAppStore } from '../store/context.ts'
import { secretsOf, settingsOf, type AccountForm } from './account-form.ts'

export type CheckResult = Output<'accounts.test'>
export type CheckState =
  | { status: 'idle' }
  | { status: 'running' }
  | { status: 'done'; result: CheckResult }
  | { status: 'failed'; error: AppError }

/** Tries both servers of a form. An answer to an earlier form is dropped: it says nothing about what stands there now. */
export function useAccountCheck(accountId: AccountId | null) {
  const { api } = useAppStore()
  const [state, setState] = useState<CheckState>({ status: 'idle' })
  const newest = useRef(0)

  async function run(form: AccountForm) {
    const own = ++newest.current
    const tell = (next: CheckState) => own === newest.current && setState(next)
    tell({ status: 'running' })
    try {
      const input = { settings: settingsOf(form), secrets: secretsOf(form), accountId }
      tell({ status: 'done', result: await api.call('accounts.test', input) })
    } catch (error) {
      tell({ status: 'failed', error: toAppError(error) })
    }
  }
  function forget() {
    newest.current += 1
    setState({ status: 'idle' })
  }
  return { state, run, forget }
}

export const isAllRight = (state: CheckState) => state.status === 'done' && state.result.imap.ok && state.result.smtp.ok
