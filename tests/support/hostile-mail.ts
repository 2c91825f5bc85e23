import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../main/app.ts'
import { createReader, headlessPorts } from '../../main/cli/headless.ts'
import { systemClock } from '../../main/jobs/clock.ts'

/** Writes down who asks for what. */
export async function startPictureServer() {
  const requests: { path: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer(({ url, headers }, response) => {
    requests.push({ path: url ?? '', headers })
    response.writeHead(200, { 'Content-Type': 'image/gif', 'Set-Cookie': 'reader=1; SameSite=None' })
    response.end(Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, requests, close: () => server.close() }
}

/** Puts one mail into a shop that reaches nobody. */
export async function storeMail(dataDir: string, source: string) {
  const reader = createReader()
  const app = createApp({
    dataDir,
    clock: systemClock,
    ports: headlessPorts,
    reader,
    log: { info: () => {}, error: () => {} },
    version: '0',
    isDemo: true,
  })
  try {
    const server = { host: 'localhost', port: 1, tls: 'none' as const, user: 'shop' }
    const { id } = app.services.accounts.add(
      'A店',
      {
        address: 'shop@example.jp',
        name: 'A店',
        imap: server,
        smtp: server,
        sinceDays: null,
        watchJunk: false,
        trustedFingerprint: null,
        allowInsecure: true,
      },
      { imapPassword: '-', smtpPassword: '-' },
    )
    const [result] = await reader.read([Buffer.from(source)], new AbortController().signal)
    const inbound = { ...result!, externalId: '1', place: 'inbox' as const, receivedAt: Date.now() }
    const page = { messages: [inbound], cursor: '', progress: { done: 1, total: 1 } }
    const [stored] = await app.services.intake.storePage(app.store.accounts.get(id)!, page)
    return stored!.messageId
  } finally {
    await app.close()
  }
}

/** Does what a mail can do to reach out of its frame. */
export function hostileMail(server: string): string {
  return `From: Hanako <hanako@example.com>
To: shop@example.jp
Subject: order
Date: ${new Date().toUTCString()}
Message-ID: <1@example.com>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body><p>納期を教えてください。<a href="https://shop.example.com/">注文</a></p>
<script>parent.planted = true</script><img src="x" onerror="parent.planted = true">
<img src="${server}/pixel.png" width="40" height="40"><form action="${server}/form"><button>送信</button></form>
<link rel="stylesheet" href="${server}/style.css"><iframe src="${server}/frame"></iframe></body></html>
`.replaceAll('\n', '\r\n')
}
