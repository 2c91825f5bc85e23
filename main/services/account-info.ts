import type { AccountInfo } from '../../preload/domain.ts'
import { linkYen } from '../../preload/domain/network-prices.ts'
import type { AccountRow } from '../store/accounts.ts'

/** What an account is doing just now, beside its row. */
type Now = Pick<AccountInfo, 'state' | 'progress' | 'missingCount'> & { reason: string | null }

/** An account as the window shows it. `spentYen` is asked only where links cost money. */
export function accountInfo(row: AccountRow, now: Now, todoCount: number, spentYen: () => number): AccountInfo {
  return {
    id: row.id,
    shopId: row.shopId,
    channel: row.channel,
    address: row.address,
    name: row.name,
    state: now.state,
    // A disk that takes nothing takes no reason either.
    errorReason: now.reason ?? row.errorReason,
    errorDetail: row.errorDetail,
    lastSuccessAt: row.lastSuccessAt,
    progress: now.progress,
    pollIntervalMs: row.pollIntervalMs,
    isPaused: row.isPaused === 1,
    todoCount,
    missingCount: now.missingCount,
    isVerified: row.verifiedAt !== null,
    expiresAt: row.secretExpiresAt,
    budgetYen: row.budgetYen,
    spentYen: linkYen(row.channel) === null ? null : Math.round(spentYen()),
  }
}
