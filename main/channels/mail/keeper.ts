import type { ImapFlow } from 'imapflow'

/**
 * Keeps one connection open and hands it to one user at a time. Opens it when it is first wanted or was lost meanwhile;
 * whether and when to try again after a failure is the caller's business.
 */
export function createKeeper(open: (signal: AbortSignal) => Promise<ImapFlow>, onOpen: (client: ImapFlow) => void) {
  let client: ImapFlow | null = null
  let queue: Promise<unknown> = Promise.resolve()

  async function current(signal: AbortSignal): Promise<ImapFlow> {
    if (client?.usable) return client
    client?.close()
    client = await open(signal)
    onOpen(client)
    return client
  }

  return {
    current,
    /** Runs after everything that was asked before. */
    exclusively<T>(run: () => Promise<T>): Promise<T> {
      const result = queue.then(run, run)
      queue = result.catch(() => {})
      return result
    },
    isOpen: () => client?.usable ?? false,
    /** Ends the connection at once; the next user opens another. */
    drop(): void {
      client?.close()
      client = null
    },
    async close(): Promise<void> {
      const last = client
      client = null
      if (!last) return
      await last.logout().catch(() => {})
      last.close()
    },
  }
}
