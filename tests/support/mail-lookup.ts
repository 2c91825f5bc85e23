import type { MailLookup } from '../../main/channels/registry.ts'

/** An internet that knows nothing but what it is given, and writes down what it was asked. */
export function createFakeLookup(known: Partial<MailLookup> = {}): MailLookup & { asked: string[] } {
  const asked: string[] = []
  const noted =
    <T>(kind: string, answer: ((name: string) => Promise<T>) | undefined, none: T) =>
    (name: string) => {
      asked.push(`${kind} ${name}`)
      return answer?.(name) ?? Promise.resolve(none)
    }
  return {
    asked,
    fetchText(url, signal) {
      asked.push(`GET ${url}`)
      return known.fetchText?.(url, signal) ?? Promise.resolve(null)
    },
    srv: noted('SRV', known.srv, []),
    mx: noted('MX', known.mx, []),
    addresses: noted('A', known.addresses, []),
    names: noted('PTR', known.names, []),
  }
}
