import type { ImapFlow } from 'imapflow'
import type { Folders } from './folders.ts'
import { search } from './plan.ts'

/** Servers that file by themselves what goes out through their SMTP. A second copy would show twice in every program. */
const FILES_BY_ITSELF = /(^|\.)(gmail\.com|googlemail\.com|outlook\.com|office365\.com)$/i

function filesByItself(client: ImapFlow, smtpHost: string): boolean {
  return client.capabilities.has('X-GM-EXT-1') || FILES_BY_ITSELF.test(smtpHost)
}

/** Looks in Sent and, where there is one, in All Mail. `null` when no folder can tell. */
export async function findSent(client: ImapFlow, folders: Folders, messageId: string): Promise<boolean | null> {
  const paths = [folders.sent, folders.all].filter((path) => path !== null)
  if (paths.length === 0) return null
  for (const path of paths) {
    await client.mailboxOpen(path, { readOnly: true })
    const found = await search(client, { header: { 'message-id': messageId } })
    if (found.length > 0) return true
  }
  return false
}

export async function fileSent(
  client: ImapFlow,
  folders: Folders,
  smtpHost: string,
  source: Uint8Array,
  messageId: string,
): Promise<void> {
  if (folders.sent === null || filesByItself(client, smtpHost)) return
  if (await findSent(client, folders, messageId)) return
  await client.append(folders.sent, Buffer.from(source), ['\\Seen'])
}
