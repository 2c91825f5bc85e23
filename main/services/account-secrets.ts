import type { AccountId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Store } from '../store/index.ts'
import type { SecretBox } from './ports.ts'

export type AccountSecrets = ReturnType<typeof createAccountSecrets>

/** Passwords, tokens and keys of accounts, by the names their channels gave them. They lie sealed and leave only to their channel. */
export function createAccountSecrets(store: Store, secretBox: SecretBox) {
  /** How often the owner gave secrets since the program began, by account. */
  const given = new Map<AccountId, number>()
  const read = (id: AccountId) =>
    Object.fromEntries(store.accounts.secrets(id).map(({ name, box }) => [name, secretBox.open(box)]))
  return {
    /** As `open`, where having none is no fault. */
    stored: read,
    /** Throws `no-encryption` when they cannot be read, `auth-expired` when there are none. */
    open(id: AccountId): Record<string, string> {
      const found = read(id)
      if (Object.keys(found).length === 0)
        throw new AppError('auth-expired', 'No password is stored.', { reason: 'wrong-password' })
      return found
    },
    /** Given by the owner. Names not given keep what they hold. Inside a transaction. */
    seal(id: AccountId, secrets: Readonly<Record<string, string>>): void {
      given.set(id, (given.get(id) ?? 0) + 1)
      put(id, secrets)
    },
    /**
     * For a connection that begins now: keeps what it renews, in a transaction, and answers whether. False once the owner has
     * given other secrets or removed the account, because a renewal may have been under way.
     */
    renewing(id: AccountId): (secrets: Readonly<Record<string, string>>) => boolean {
      const begunAt = given.get(id)
      return (secrets) => {
        if (given.get(id) !== begunAt || store.accounts.secrets(id).length === 0) return false
        put(id, secrets)
        return true
      }
    },
  }

  function put(id: AccountId, secrets: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(secrets)) store.accounts.putSecret(id, name, secretBox.seal(text))
  }
}
