import { z } from 'zod'
import { MailServiceId } from './mail-services.ts'

const FoundServer = z.object({
  host: z.string().max(255),
  port: z.int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls', 'none']),
  user: z.string().max(320),
})

/** What could be found out about the servers of a mail address. Shown to the person before anything is done with it. */
export const FoundMail = z.object({
  /**
   * `known`: by our own list. `autoconfig`: the provider publishes it (Mozilla's format). `srv`: in the DNS (RFC 6186, RFC
   * 8314). `mx`: the machine that takes the mail in belongs to a service of our list. `guess`: by the usual names.
   */
  how: z.enum(['known', 'autoconfig', 'srv', 'mx', 'guess']),
  /** The host that said so; '' where nobody did. */
  place: z.string().max(255),
  service: MailServiceId,
  /** Part of the server's name that the service asks for, where it was found too. */
  asked: z.string().max(255),
  servers: z.object({ imap: FoundServer, smtp: FoundServer }),
  /**
   * `pop-only`: no IMAP is offered. `no-encryption`: only lines that everybody can read are. `oauth-only`: no passwords.
   * `offline`: nobody could be asked. `unknown-domain`: there is no such domain, most likely a slip of the pen.
   */
  trouble: z.enum(['pop-only', 'no-encryption', 'oauth-only', 'offline', 'unknown-domain']).nullable(),
})
export type FoundMail = z.infer<typeof FoundMail>
