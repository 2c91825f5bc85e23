import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../preload/errors.ts'

/** RFC 7914 parameters: 64 MB and about a quarter of a second a guess on an office PC. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

const Locked = z.object({
  scrypt: z.object({ N: z.int().max(2 ** 20), r: z.int().max(32), p: z.int().max(16), salt: z.base64() }),
  aes256gcm: z.object({ iv: z.base64(), tag: z.base64(), text: z.base64() }),
})

/** Seals a text under a passphrase: scrypt for the key, AES-256-GCM for the text. */
export async function lockText(text: string, passphrase: string): Promise<string> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, COST), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const { N, r, p } = COST
  const locked: z.infer<typeof Locked> = {
    scrypt: { N, r, p, salt: salt.toString('base64') },
    aes256gcm: {
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      text: sealed.toString('base64'),
    },
  }
  return JSON.stringify(locked)
}

/** Throws AppError `invalid-input` with reason `wrong-passphrase`, also where the text was changed. */
export async function unlockText(locked: string, passphrase: string): Promise<string> {
  try {
    const { scrypt: cost, aes256gcm } = Locked.parse(JSON.parse(locked))
    const key = await keyOf(passphrase, Buffer.from(cost.salt, 'base64'), { ...cost, maxmem: COST.maxmem })
    const tag = Buffer.from(aes256gcm.tag, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(aes256gcm.iv, 'base64'), { authTagLength: 16 })
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(Buffer.from(aes256gcm.text, 'base64')), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new AppError('invalid-input', 'The passphrase does not open it.', { cause, reason: 'wrong-passphrase' })
  }
}

/** One passphrase in every way it can be typed: an IME's full-width letters are those of a keyboard. */
function keyOf(passphrase: string, salt: Uint8Array, cost: { N: number; r: number; p: number; maxmem: number }) {
  return new Promise<Buffer>((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  )
}
