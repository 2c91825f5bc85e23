import { describe, expect, it } from 'vitest'
import { findMail } from '../../../../main/channels/mail/autoconfig/find.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { createFakeLookup } from '../../../support/mail-lookup.ts'

const ADDRESS = 'info@aoba.example.jp'
const never = new AbortController().signal

const config = (host: string) => `<clientConfig><emailProvider>
  <incomingServer type="imap"><hostname>${host}</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
  <outgoingServer type="smtp"><hostname>${host}</hostname><port>465</port><socketType>SSL</socketType></outgoingServer>
</emailProvider></clientConfig>`
const hosts = ({ servers }: Awaited<ReturnType<typeof findMail>>) => [servers.imap.host, servers.smtp.host]

function setup(known: Parameters<typeof createFakeLookup>[0] = {}) {
  const clock = createFakeClock('2026-11-22T10:00:00+09:00')
  const lookup = createFakeLookup(known)
  return { clock, lookup, find: (address = ADDRESS, signal = never) => findMail(address, lookup, clock, signal) }
}

describe('an address of a service of the list', () => {
  it.each([
    ['aoba@gmail.com', 'gmail', 'imap.gmail.com'],
    ['aoba@yahoo.co.jp', 'yahoo-jp', 'imap.mail.yahoo.co.jp'],
    ['aoba@kodama.ocn.ne.jp', 'ocn', 'imap.ocn.ne.jp'],
    ['aoba@janis.or.jp', 'other', 'imaps.janis.or.jp'],
  ])('%s is known without asking anybody', async (address, service, host) => {
    const { find, lookup } = setup()
    const found = await find(address)
    expect(found).toMatchObject({ how: 'known', service, servers: { imap: { host } }, trouble: null })
    expect(lookup.asked).toEqual([])
  })

  it('without IMAP is told as such', async () => {
    expect(await setup().find('aoba@ybb.ne.jp')).toMatchObject({ how: 'known', trouble: 'pop-only' })
  })
  it('without passwords is told as such', async () => {
    expect(await setup().find('aoba@outlook.jp')).toMatchObject({ service: 'microsoft', trouble: 'oauth-only' })
  })
})

describe('an address of a domain of its own', () => {
  it('is asked for at the domain alone, by TLS alone', async () => {
    const { find, lookup } = setup()
    await find()
    expect(lookup.asked.filter((line) => line.startsWith('GET'))).toEqual([
      'GET https://autoconfig.aoba.example.jp/mail/config-v1.1.xml?emailaddress=info%40aoba.example.jp',
      'GET https://aoba.example.jp/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=info%40aoba.example.jp',
    ])
    expect(lookup.asked.every((line) => line.includes('aoba.example.jp'))).toBe(true)
  })

  it('is served by the file of its autoconfig host before all else', async () => {
    const { find } = setup({
      fetchText: (url) =>
        Promise.resolve(config(url.includes('well-known') ? 'second.example.net' : 'first.example.net')),
      srv: () => Promise.resolve([{ host: 'third.example.net', port: 993 }]),
    })
    const found = await find()
    expect(found).toMatchObject({ how: 'autoconfig', place: 'autoconfig.aoba.example.jp' })
    expect(hosts(found)).toEqual(['first.example.net', 'first.example.net'])
  })

  it('is served by the file below .well-known where there is no such host', async () => {
    const { find } = setup({
      fetchText: (url) =>
        url.includes('well-known')
          ? Promise.resolve(config('second.example.net'))
          : Promise.reject(Object.assign(new Error('no host'), { code: 'ENOTFOUND' })),
    })
    expect(await find()).toMatchObject({ how: 'autoconfig', place: 'aoba.example.jp' })
  })

  it('is served by its SRV records, encrypted from the first byte where that is offered', async () => {
    const records: Record<string, { host: string; port: number }[]> = {
      '_imaps._tcp.aoba.example.jp': [{ host: 'mail.aoba.example.jp', port: 1993 }],
      '_imap._tcp.aoba.example.jp': [{ host: 'mail.aoba.example.jp', port: 143 }],
      '_submissions._tcp.aoba.example.jp': [{ host: '', port: 0 }],
      '_submission._tcp.aoba.example.jp': [{ host: 'mail.aoba.example.jp', port: 587 }],
    }
    const { find } = setup({ srv: (name) => Promise.resolve(records[name] ?? []) })
    expect(await find()).toMatchObject({
      how: 'srv',
      servers: {
        imap: { host: 'mail.aoba.example.jp', port: 1993, tls: 'implicit', user: ADDRESS },
        smtp: { port: 587, tls: 'starttls' },
      },
    })
  })

  it.each([
    ['aspmx.l.google.com', 'gmail', 'imap.gmail.com', null],
    ['aoba-example-jp.mail.protection.outlook.com', 'microsoft', 'outlook.office365.com', 'oauth-only'],
    ['mx01.lolipop.jp', 'lolipop', 'imap.lolipop.jp', null],
    ['mx01.muumuu-mail.com', 'muumuu', 'imap4.muumuu-mail.com', null],
    ['sv12345.xserver.jp', 'xserver', 'sv12345.xserver.jp', null],
    ['kodama.sakura.ne.jp', 'sakura', 'kodama.sakura.ne.jp', null],
    ['www1234.sakura.ne.jp', 'sakura', '', null],
  ])('whose mail goes to %s lies at %s', async (exchanger, service, host, trouble) => {
    const { find } = setup({ mx: () => Promise.resolve([exchanger]) })
    expect(await find()).toMatchObject({ how: 'mx', place: exchanger, service, servers: { imap: { host } }, trouble })
  })

  it('whose mail goes to itself is recognised by the name behind its address, as at Xserver', async () => {
    const { find } = setup({
      mx: () => Promise.resolve(['aoba.example.jp']),
      addresses: () => Promise.resolve(['203.0.113.7']),
      names: (address) => Promise.resolve(address === '203.0.113.7' ? ['sv4321.xserver.jp'] : []),
    })
    expect(await find()).toMatchObject({ how: 'mx', service: 'xserver', asked: 'sv4321' })
  })

  it('that says nothing of itself is guessed at by the names that exist', async () => {
    const { find } = setup({
      mx: () => Promise.resolve(['mail.aoba.example.jp']),
      addresses: (host) => Promise.resolve(host === 'mail.aoba.example.jp' ? ['203.0.113.7'] : []),
    })
    const found = await find()
    expect(found).toMatchObject({ how: 'guess', trouble: null })
    expect(hosts(found)).toEqual(['mail.aoba.example.jp', 'mail.aoba.example.jp'])
  })

  it('that does not exist is most likely a slip of the pen, and is told', async () => {
    expect(await setup().find('info@aboa.example.jp')).toMatchObject({ how: 'guess', trouble: 'unknown-domain' })
  })
})

describe('without a line', () => {
  const cut = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
  const offline = { fetchText: cut, srv: cut, mx: cut, addresses: cut, names: cut }

  it('the usual names are put in, and it is said that nobody could be asked', async () => {
    const found = await setup(offline).find()
    expect(found).toMatchObject({ how: 'guess', trouble: 'offline' })
    expect(hosts(found)).toEqual(['imap.aoba.example.jp', 'smtp.aoba.example.jp'])
  })
  it('the list still knows its services', async () => {
    expect(await setup(offline).find('aoba@icloud.com')).toMatchObject({ how: 'known', service: 'icloud' })
  })
})

describe('the waiting', () => {
  const silent = () => new Promise<never>(() => {})

  it('ends after ten seconds with what has been found by then', async () => {
    const { find, clock } = setup({ fetchText: silent, srv: silent, mx: () => Promise.resolve(['mx01.lolipop.jp']) })
    const finding = find()
    await new Promise((resolve) => setImmediate(resolve))
    await clock.advance(10_000)
    expect(await finding).toMatchObject({ how: 'mx', service: 'lolipop' })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('ends at once when the person gives up', async () => {
    const { find, clock } = setup({ fetchText: silent, srv: silent, mx: silent })
    const stop = new AbortController()
    const finding = find(ADDRESS, stop.signal)
    stop.abort()
    await expect(finding).rejects.toMatchObject({ code: 'offline', reason: 'stopped' })
    expect(clock.pendingTimers()).toBe(0)
  })
})
