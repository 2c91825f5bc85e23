import { join } from 'node:path'
import { readMail } from '../../main/channels/mail/read/read-mail.ts'
import type { Bridge } from '../../preload/bridge.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from './desktop.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { launchApp, type RunningApp } from './electron.ts'
import { type SmtpTestServer, startSmtp } from './smtp.ts'

const ADDRESS = 'shop@example.jp'

type Mail = {
  id: string
  subject: string
  body: string
  replyTo?: string | undefined
  /** Left out: 山田花子. */
  from?: { name: string; address: string }
}
const HANAKO = { name: '山田花子', address: 'hanako@example.com' }

export type OpenShop = Awaited<ReturnType<typeof openShop>>

/** A shop at work: the program in real Electron, with a mailbox on a real Dovecot and an SMTP server that keeps what it gets. */
export async function openShop(settings: Input<'settings.set'>) {
  const parts: { close(): Promise<unknown> }[] = []
  const close = async () => {
    for (const part of parts.reverse()) await part.close()
  }
  const kept = async <T extends { close(): Promise<unknown> }>(starting: Promise<T>) => {
    const part = await starting
    parts.push(part)
    return part
  }
  try {
    const desktop: Desktop = await kept(startDesktop())
    const imap: Dovecot = await kept(startDovecot({ users: ['shop', 'second'] }))
    const smtp: SmtpTestServer = await kept(startSmtp())
    imap.ensureFolder('shop', 'Sent')
    const running: RunningApp = await kept(launchApp({ desktop, dataDir: join(desktop.env['HOME']!, 'shop') }))
    const { window } = running

    const call = async <M extends MethodName>(method: M, input: Input<M>) => {
      const answer = await window.evaluate(
        ([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value),
        [method, input] as const,
      )
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
      return answer.value as Output<M>
    }
    await call('settings.set', settings)
    const addAccount = (user: 'shop' | 'second', address: string, shopName: string) => {
      const server = (port: number) => ({ host: '127.0.0.1', port, tls: 'none' as const, user })
      return call('accounts.add', {
        shopName,
        settings: {
          address,
          name: shopName,
          imap: server(imap.port),
          smtp: { ...server(smtp.port), user: 'shop' },
          sinceDays: null,
          watchJunk: false,
          trustedFingerprint: null,
          allowInsecure: true,
        },
        secrets: { imapPassword: `pw-${user}`, smtpPassword: 'pw-shop' },
      })
    }
    await addAccount('shop', ADDRESS, '青葉屋')
    // What comes before the first look counts as old, and nobody waits for an answer to it.
    const isReading = async () => (await call('accounts.list', {})).some(({ lastSuccessAt }) => lastSuccessAt === null)
    while (await isReading()) await window.waitForTimeout(200)

    // The window stands where a new shop begins, as it was opened without an account.
    await window.reload()
    await window.getByRole('navigation').first().waitFor()

    return {
      window,
      desktop,
      call,
      close,
      /** A second shop with an address of its own, whose mailbox is empty. */
      addShop: (name: string, address: string) => addAccount('second', address, name),
      smtp,
      /** A mail of a customer; in the thread of `replyTo` if that is given. */
      deliver: (mail: Mail) => imap.deliver('shop', source(mail)),
      /** The bytes the SMTP server was handed, as a person's mail program reads them. */
      sentMail: (index: number) => readMail(smtp.received[index]!.raw),
      row: (words: string) => window.getByRole('option', { name: words }).first(),
      view: (name: string) =>
        window
          .getByRole('navigation')
          .getByRole('button', { name: new RegExp(`^${name}`) })
          .click(),
      body: () => window.getByRole('textbox', { name: ja.composer.body }),
    }
  } catch (error) {
    await close()
    throw error
  }
}

const inWords = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`

function source({ id, subject, body, replyTo, from = HANAKO }: Mail): string {
  return [
    `From: ${inWords(from.name)} <${from.address}>`,
    `To: ${ADDRESS}`,
    `Subject: ${inWords(subject)}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${id}@example.com>`,
    ...(replyTo ? [`In-Reply-To: <${replyTo}>`] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n')
}
