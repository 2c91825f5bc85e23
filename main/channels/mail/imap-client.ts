import iconv from 'iconv-lite'
import type { ImapFlow } from 'imapflow'

/**
 * imapflow and what it is built on, the lowest first. Loaded at once it is over a megabyte of source text, and holds up the
 * window longer than any step of an import. A piece that is missing here comes along with the next one.
 */
export const CLIENT_PIECES: readonly (() => unknown)[] = [
  // It asks for the table of GBK as it loads.
  () => void iconv.getDecoder('gbk'),
  () => import('imapflow/lib/jp-decoder.js'),
  () => import('imapflow/lib/tools.js'),
  () => import('imapflow/lib/logger.js'),
  () => import('imapflow/lib/proxy-connection.js'),
  () => import('imapflow/lib/download.js'),
  () => import('imapflow/lib/imap-commands.js'),
]

/** The client of the library, loaded at the first connection; all else that waits for this thread goes between the pieces. */
export async function loadClient(): Promise<typeof ImapFlow> {
  for (const load of CLIENT_PIECES) {
    await load()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return (await import('imapflow')).ImapFlow
}
