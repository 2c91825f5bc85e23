import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../../main/channels/mail/autoconfig/read-config.ts'

const ADDRESS = 'info@aoba.example.jp'

type Server = Record<string, string>
const server = (kind: 'incoming' | 'outgoing', type: string, parts: Server, ways: string[] = []) =>
  [
    `<${kind}Server type="${type}">`,
    ...Object.entries(parts).map(([name, text]) => `<${name}>${text}</${name}>`),
    ...ways.map((way) => `<authentication>${way}</authentication>`),
    `</${kind}Server>`,
  ].join('\n')
const document = (...servers: string[]) =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- made by hand -->',
    '<clientConfig version="1.1"><emailProvider id="aoba.example.jp">',
    '<domain>aoba.example.jp</domain><displayName>青葉</displayName>',
    ...servers,
    '</emailProvider></clientConfig>',
  ].join('\n')

const imaps = { hostname: 'imap.example.net', port: '993', socketType: 'SSL', username: '%EMAILADDRESS%' }
const submission = { hostname: 'smtp.example.net', port: '587', socketType: 'STARTTLS', username: '%EMAILLOCALPART%' }
const usual = [server('incoming', 'imap', imaps), server('outgoing', 'smtp', submission)]

describe('the file of a provider', () => {
  it('names both servers, with the user as the provider wants it', () => {
    expect(readConfig(document(...usual), ADDRESS)).toEqual({
      servers: {
        imap: { host: 'imap.example.net', port: 993, tls: 'implicit', user: ADDRESS },
        smtp: { host: 'smtp.example.net', port: 587, tls: 'starttls', user: 'info' },
      },
      trouble: null,
    })
  })

  it('fills in the domain where the host is made of it', () => {
    const own = server('incoming', 'imap', { ...imaps, hostname: 'mail.%EMAILDOMAIN%' })
    expect(readConfig(document(own, usual[1]!), ADDRESS)?.servers.imap.host).toBe('mail.aoba.example.jp')
  })

  it('is taken in the order of the provider, but nothing open before something encrypted', () => {
    const open = server('incoming', 'imap', { ...imaps, port: '143', socketType: 'plain' })
    const second = server('incoming', 'imap', { ...imaps, hostname: 'imap2.example.net' })
    const read = readConfig(document(open, usual[0]!, second, usual[1]!), ADDRESS)
    expect(read?.servers.imap).toMatchObject({ host: 'imap.example.net', tls: 'implicit' })
  })

  it('with open lines alone is told as such', () => {
    const open = server('incoming', 'imap', { ...imaps, port: '143', socketType: 'plain' })
    expect(readConfig(document(open, usual[1]!), ADDRESS)).toMatchObject({
      servers: { imap: { tls: 'none', port: 143 } },
      trouble: 'no-encryption',
    })
  })

  it('with POP alone is told as such, and keeps the server for sending', () => {
    const pop = server('incoming', 'pop3', { ...imaps, hostname: 'pop.example.net', port: '995' })
    expect(readConfig(document(pop, usual[1]!), ADDRESS)).toMatchObject({
      servers: { imap: { host: 'imap.aoba.example.jp', port: 993 }, smtp: { host: 'smtp.example.net' } },
      trouble: 'pop-only',
    })
  })

  it('without passwords is told as such, unless a password is one of the ways', () => {
    const both = (ways: string[]) =>
      document(server('incoming', 'imap', imaps, ways), server('outgoing', 'smtp', submission, ways))
    expect(readConfig(both(['OAuth2']), ADDRESS)?.trouble).toBe('oauth-only')
    expect(readConfig(both(['OAuth2', 'password-cleartext']), ADDRESS)?.trouble).toBeNull()
  })

  it('is read although empty elements are closed in short', () => {
    const short = usual.map((one) => one.replace('<hostname>', '<leaveMessagesOnServer/><hostname>'))
    expect(readConfig(document(...short), ADDRESS)?.servers.smtp.host).toBe('smtp.example.net')
  })
})

describe('a text of a stranger', () => {
  it.each([
    ['is a page of a web server', '<!doctype html><html><body><h1>404 Not Found</h1></body></html>'],
    ['is empty', ''],
    ['is no text at all', '\u0000\u0001<<<>>><emailProvider'],
    ['names no server', document()],
    [
      'names an address in place of a host',
      document(server('incoming', 'imap', { ...imaps, hostname: '192.168.0.1' }), usual[1]!),
    ],
    ['names a host with an @', document(server('incoming', 'imap', { ...imaps, hostname: 'a@b.example' }), usual[1]!)],
    ['names a port that is none', document(server('incoming', 'imap', { ...imaps, port: '99999' }), usual[1]!)],
    [
      'names an unknown kind of line',
      document(server('incoming', 'imap', { ...imaps, socketType: 'magic' }), usual[1]!),
    ],
  ])('that %s is no configuration', (_, text) => {
    expect(readConfig(text, ADDRESS)).toBeNull()
  })

  it('gains nothing by entities: they are not followed', () => {
    const bomb = [
      '<!DOCTYPE x [<!ENTITY a "imap.example.net"><!ENTITY file SYSTEM "file:///etc/passwd">]>',
      document(server('incoming', 'imap', { ...imaps, hostname: '&file;' }), usual[1]!),
    ].join('')
    expect(readConfig(bomb, ADDRESS)).toBeNull()
  })

  it('that is deep or long is not even read', () => {
    expect(readConfig('<a>'.repeat(100_000), ADDRESS)).toBeNull()
    expect(readConfig(document(...usual) + ' '.repeat(200_000), ADDRESS)).toBeNull()
  })

  it('however it is broken gives a sound configuration or none', () => {
    const sound = document(...usual)
    // A small generator of our own, so that a failure can be repeated.
    let seed = 41
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (let round = 0; round < 500; round += 1) {
      let text = sound
      for (let cut = 0; cut <= random(4); cut += 1) {
        const at = random(text.length)
        const junk = ['', '<', '>', '"', '&#0;', '<![CDATA[', '<!--', '</emailProvider>', '\u0000', '<svg>'][
          random(10)
        ]!
        text = text.slice(0, at) + junk + text.slice(at + random(12))
      }
      const servers = readConfig(text, ADDRESS)?.servers
      for (const { host, port, user } of servers ? [servers.imap, servers.smtp] : []) {
        expect(host).toMatch(/^[a-z0-9._-]+$/)
        expect(port).toBeGreaterThan(0)
        expect(user).not.toBe('')
      }
    }
  })
})
