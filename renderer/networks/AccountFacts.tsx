import type { AccountInfo } from '../../preload/domain.ts'
import { isNetwork } from '../../preload/domain.ts'
import { useI18n, useMinute } from '../store/context.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 14

/** What an account of a network says beside whether it works: tried or not, when its key ends, what it cost. */
export function AccountFacts({ account }: { account: AccountInfo }) {
  const i18n = useI18n()
  const { networks: words } = i18n.text
  const now = useMinute()
  const { channel, isVerified, expiresAt, spentYen, budgetYen } = account
  if (!isNetwork(channel)) return null
  const daysLeft = expiresAt === null ? null : Math.ceil((expiresAt - now) / DAY_MS)
  return (
    <>
      {!isVerified && (
        <p className="network-note">
          <span className="untried">{words.unverified}</span> {words.unverifiedHint}
        </p>
      )}
      {expiresAt !== null && daysLeft !== null && (
        <p className={`network-note ${daysLeft <= SOON_DAYS ? 'network-note--warning' : ''}`}>
          {words.expires(i18n.moment(expiresAt, now))}
          {daysLeft <= SOON_DAYS && ` ${daysLeft > 0 ? words.expiresSoon(daysLeft) : words.expired}`}
        </p>
      )}
      {spentYen !== null && <p className="network-note">{words.spent(spentYen, budgetYen)}</p>}
    </>
  )
}
