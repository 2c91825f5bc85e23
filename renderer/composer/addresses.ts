import type { Address } from '../../preload/domain.ts'

/** Loose on purpose: it catches a slip of the hand. Whether an address exists only its server knows. */
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/

export const isAddress = (text: string) => ADDRESS.test(text) && text.length <= 320

/** `山田花子 <hanako@example.jp>、info@example.com` as two addresses. Full-width @ and dots are what an IME left on. */
export function parseAddresses(text: string): Address[] {
  return text
    .normalize('NFKC')
    .split(/[,;、\n\t]+/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const named = /^(.*)<([^<>]*)>$/.exec(part)
      if (!named) return { name: '', address: part }
      return { name: (named[1] ?? '').trim().replace(/^"(.*)"$/, '$1'), address: (named[2] ?? '').trim() }
    })
}

/** Adds without doubling an address that is already there. */
export function addAddresses(list: readonly Address[], more: readonly Address[]) {
  const known = new Set(list.map(({ address }) => address.toLowerCase()))
  return [...list, ...more.filter(({ address }) => !known.has(address.toLowerCase()))]
}
