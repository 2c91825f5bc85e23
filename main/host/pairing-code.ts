import { randomBytes, scryptSync } from 'node:crypto'

/** Crockford's base32: no letter that is taken for another, or for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 80 bits: out of reach also for somebody who has recorded how it was used. */
const LENGTH = 16
const KEY_BYTES = 32

/** What one PC shows and another types: four groups of four. */
export function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]!)
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** The code as it was meant, however it was typed: full width, small letters, O for 0; null for what is none. */
export function readCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (letters.length !== LENGTH || [...letters].some((letter) => !LETTERS.includes(letter))) return null
  return letters
}

/** The key of the connection in which a code is used. */
export const keyOfCode = (letters: string): Buffer => scryptSync(letters, 'madoguchi-pairing', KEY_BYTES)

export const newKey = (): Buffer => randomBytes(KEY_BYTES)

export const USUAL_PORT = 47_611
/** `192.168.1.10` or `192.168.1.10:47611`, however typed; null for what is no address. */
export function readAddress(typed: string): { host: string; port: number } | null {
  const found = /^([\w.-]+)(?::(\d{1,5}))?$/.exec(typed.normalize('NFKC').trim())
  const port = found?.[2] === undefined ? USUAL_PORT : Number(found[2])
  return found?.[1] && port > 0 && port < 65_536 ? { host: found[1], port } : null
}
