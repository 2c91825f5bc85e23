/** "9", "930", "9:30", "９：３０" as "09:30"; what is no time stays as it was typed. */
export function readTime(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .replace(/[時.．]/g, ':')
    .replace(/[分\s]/g, '')
  const parts = /^(\d{1,2})(?::?(\d{2}))?:?$/.exec(plain)
  if (!parts) return plain.slice(0, 5)
  return `${parts[1]!.padStart(2, '0')}:${parts[2] ?? '00'}`
}
