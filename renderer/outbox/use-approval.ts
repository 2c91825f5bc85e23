import type { AccountId, StaffId } from '../../preload/domain.ts'
import { mayApprove, needsApproval, type Person } from '../../preload/domain/approval.ts'
import type { AppState } from '../store/app-store.ts'
import { useApp } from '../store/context.ts'

const peopleOf = ({ staff }: AppState): Person[] =>
  staff.map(({ id, isManager, isRemoved }) => ({ id, isManager, isPresent: !isRemoved }))

/** Whether the person at the counter may let an answer of `askedBy` leave. */
export const useMayApprove = (askedBy: StaffId | null) =>
  useApp((state) => peopleOf(state).some((one) => one.id === state.currentStaffId && mayApprove(one, askedBy)))

/** Whether what the person at the counter sends from this account waits for somebody else's word. */
export const useNeedsApproval = (accountId: AccountId | undefined) =>
  useApp((state) => {
    const account = accountId === undefined ? undefined : state.accounts.get(accountId)
    const wants = account && state.shops.get(account.shopId)?.needsApproval
    return wants === true && needsApproval(state.currentStaffId, peopleOf(state))
  })
