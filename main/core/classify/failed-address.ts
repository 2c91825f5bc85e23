import type { ReadMessage } from '../message.ts'
import { normaliseAddress } from '../sender.ts'

const address = String.raw`((?:"[^"\n]{1,64}"|[a-z0-9._%+'/=~?!#$&*^{|}-]{1,64})@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})`

/** Where notices name the address, the surest first. `m`: a line of its own unless said otherwise. */
const places: readonly RegExp[] = [
  new RegExp(`^(?:original-recipient|final-recipient):\\s{0,5}(?:[a-z0-9-]{1,20};\\s{0,5})?<?${address}`, 'im'),
  new RegExp(`^\\s{0,8}<${address}>\\s{0,3}:`, 'im'),
  new RegExp(
    `^\\s{0,8}(?:to|recipient|failed recipient|user|受信者|宛先|あて先|送信先|送信先アドレス|宛先アドレス|宛先メールアドレス|不達アドレス)\\s{0,5}[:=]\\s{0,5}["'<]{0,2}${address}`,
    'im',
  ),
  new RegExp(
    `(?:delivered to|deliver to|delivery to|message to|mail to|sent to|not reach|recipient|recipients?:|address(?:es)?:?|user:?)\\s{1,5}(?:the following recipients?:?\\s{1,5})?["'<(\`*]{0,3}${address}`,
    'i',
  ),
  new RegExp(`(?:rcpt to|smtp; ?[45]\\d\\d[^<\\n]{0,60}):?\\s{0,3}<${address}>`, 'i'),
  new RegExp(
    `["'<「『*]{0,3}${address}["'>」』*]{0,3}\\s?(?:に(?:配信|配送|送信|お届け|転送)|宛|へ(?:の|配信|送信|お送り)|というメールアドレス|(?:は|が)(?:存在|見つか))`,
    'i',
  ),
  new RegExp(`^\\s{0,8}["'<]{0,2}${address}["'>]{0,2}(?:\\s{0,3}$|\\s{1,5}(?:on \\d|\\(|-|:|\\.{2,}|#))`, 'im'),
  new RegExp(`[<(]${address}[>)]`, 'i'),
  new RegExp(address, 'i'),
]

const maxText = 20_000
const maxLine = 500

/** The address that a notice without a machine-readable report says could not be reached; null when it names none. */
export function failedAddress(message: ReadMessage, ownAddresses: readonly string[] = []): string | null {
  const ignored = new Set(
    [...ownAddresses, ...message.to.map((to) => to.address), ...message.from.map((from) => from.address)].map(
      normaliseAddress,
    ),
  )
  const named = message.headers.get('x-failed-recipients')?.[0]
  const notice = headOf(message.textBody)
  const returned = message.textBody.slice(0, maxText)
  return (
    (named ? firstIn(named.slice(0, maxLine), [places.at(-1)!], new Set()) : null) ??
    firstIn(notice, places, ignored) ??
    firstIn(lines(returned), places.slice(0, 3), ignored) ??
    firstIn(message.subject.slice(0, maxLine), places, ignored)
  )
}

function firstIn(text: string, forms: readonly RegExp[], ignored: ReadonlySet<string>): string | null {
  for (const form of forms) {
    for (const match of text.matchAll(new RegExp(form.source, `${form.flags}g`))) {
      const found = normaliseAddress(match[1]!)
      if (!ignored.has(found) && !isServer(found)) return found
    }
  }
  return null
}

/** Message-IDs and the server itself are written like addresses. */
function isServer(found: string) {
  return /^(?:mailer-daemon|postmaster|mail-daemon|abuse|support|help|admin)@/.test(found) || /^[^@]{30,}@/.test(found)
}

/** Up to the mail that came back, whose headers name addresses that did not fail. */
function headOf(text: string) {
  const head = text.slice(0, maxText)
  const at = head.search(
    /^(?:-{2,}[^\n]{0,40}(?:below this line|original message|returned message|a copy|unsent message|元の|message header|headers)|received: |return-path: |\s{0,3}----- (?:original|unsent|message header)|------ this is a copy)/im,
  )
  return lines(at > 0 ? head.slice(0, at) : head)
}

function lines(text: string) {
  return text
    .split('\n', 400)
    .map((line) => line.slice(0, maxLine).normalize('NFKC'))
    .join('\n')
}
