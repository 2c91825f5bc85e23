import { safeStorage } from 'electron'
import { AppError } from '../../preload/errors.ts'
import type { SecretBox } from '../services/ports.ts'

/** The first byte of a box: who can open it. */
const PLAIN = 0
const SEALED = 1

/**
 * Passwords under the key that the system keeps for the logged-in user (DPAPI, Keychain, Secret Service). Where there is
 * none they are kept as they are, and only after the owner agreed to that.
 */
export function createSecretBox(acceptsPlain: () => boolean): SecretBox {
  function isAvailable(): boolean {
    if (!safeStorage.isEncryptionAvailable()) return false
    // Chromium's fallback on Linux: a key that stands in its source.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
  }

  return {
    isAvailable,
    seal(text) {
      if (isAvailable())
        return mark(
          SEALED,
          inTheirWords(() => safeStorage.encryptString(text)),
        )
      if (!acceptsPlain()) throw new AppError('no-encryption', 'The system keeps no secrets for this user')
      return mark(PLAIN, Buffer.from(text, 'utf8'))
    },
    open(box) {
      const content = Buffer.from(box.subarray(1))
      if (box[0] === PLAIN) return content.toString('utf8')
      if (box[0] !== SEALED || !isAvailable())
        throw new AppError('no-encryption', 'The key of this secret is not there')
      return inTheirWords(() => safeStorage.decryptString(content))
    },
  }
}

const mark = (kind: number, content: Uint8Array) => Buffer.concat([Buffer.from([kind]), content])

/** A keychain that is locked, refused or another one than before. Its own error is left out: nobody knows what it quotes. */
function inTheirWords<T>(work: () => T): T {
  try {
    return work()
  } catch {
    throw new AppError('no-encryption', 'The system did not hand out the key of its secrets')
  }
}
