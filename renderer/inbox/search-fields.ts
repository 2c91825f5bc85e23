const FIELD = /^[-－−]?[\p{L}]+[:：]/u

/** The free words of a query, without its fields and exclusions; null when there are none of these or nothing else. */
export function freeWords(query: string) {
  const parts = query.trim().match(/[^\s"「]*(?:"[^"]*"?|「[^」]*」?)|\S+/gu) ?? []
  const free = parts.filter((part) => !FIELD.test(part) && !/^[-－−]./u.test(part))
  if (free.length === 0 || free.length === parts.length) return null
  return free.join(' ')
}
