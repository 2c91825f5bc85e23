import type { AccountId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Store } from '../store/index.ts'
import type { SecretBox } from './ports.ts'

export type AccountSecrets = ReturnType<typeof createAccountSecrets>

/** Passwords, tokens and keys of accounts, by the names their channels gave them. They lie sealed and leave only to their channel. */
export function createAccountSecrets(store: Store, secretBox: SecretBox) {
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
    /** Names not given keep what they hold. Inside a transaction. */
    seal(id: AccountId, secrets: Readonly<Record<string, string>>): void {
      for (const [name, text] of Object.entries(secrets)) store.accounts.putSecret(id, name, secretBox.seal(text))
    },
  }
}
