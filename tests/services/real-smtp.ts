import type { Adapter } from '../../main/channels/adapter.ts'
import { mailChannel } from '../../main/channels/mail/index.ts'
import { fakeChannel } from './world.ts'

/** Sends as the mail channel does; whatever needs IMAP is the test's. */
export function realSmtp(port: number, imap: Partial<Adapter>) {
  const channel = fakeChannel()
  return {
    ...channel,
    connect(settings: unknown, _: Readonly<Record<string, string>>, tools: Parameters<typeof mailChannel.connect>[2]) {
      const server = { host: '127.0.0.1', port, tls: 'none', user: 'shop' }
      const secrets = { imapPassword: 'pw-shop', smtpPassword: 'pw-shop' }
      const real = mailChannel.connect({ ...(settings as object), smtp: server }, secrets, tools)
      return { ...channel.connect(settings, secrets, tools), send: real.send, ...imap }
    },
  }
}

/** The Message-IDs of what a server received. */
export const idsOf = (raws: readonly { raw: Buffer }[]) =>
  raws.map(({ raw }) => /^Message-ID: <(.*)>/im.exec(raw.toString())?.[1])
