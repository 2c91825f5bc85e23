import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInternetLookup, type InternetWorld } from '../../../../main/channels/mail/autoconfig/internet.ts'
import { isPublicAddress } from '../../../../main/channels/mail/autoconfig/public-address.ts'
import { makeCertificate } from '../../../support/dovecot.ts'

const never = new AbortController().signal
const dir = mkdtempSync(join(tmpdir(), 'autoconfig-'))
const { key, cert } = makeCertificate(dir, 'DNS:aoba.example,DNS:autoconfig.aoba.example')
const missing = () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }))

let answer: (request: IncomingMessage, response: ServerResponse) => void
const server = createServer({ key, cert }, (request, response) => answer(request, response))
const asked: string[] = []

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(() => {
  asked.length = 0
  answer = (request, response) => {
    asked.push(`${request.headers.host} ${request.url}`)
    response.end('<clientConfig/>')
  }
})

/** Every name of aoba.example leads to the server on loopback; nothing else exists. */
function lookupHere(world: Partial<InternetWorld> = {}) {
  const dns = {
    resolve4: (host: string) => (host.endsWith('aoba.example') ? Promise.resolve(['127.0.0.1']) : missing()),
    resolve6: missing,
    resolveSrv: missing,
    resolveMx: missing,
    reverse: missing,
    ...world.dns,
  } as InternetWorld['dns']
  const { port } = server.address() as AddressInfo
  return createInternetLookup({ port, ca: cert, isAllowed: () => true, ...world, dns })
}
const PAGE = 'https://autoconfig.aoba.example/mail/config-v1.1.xml'
const redirectTo = (location: string) => {
  answer = (request, response) => {
    asked.push(`${request.headers.host} ${request.url}`)
    if (request.url === '/mail/config-v1.1.xml') response.writeHead(302, { location }).end()
    else response.end('<clientConfig/>')
  }
}

describe('a page of a provider', () => {
  it('is read over TLS, with a certificate that somebody vouches for', async () => {
    expect(await lookupHere().fetchText(PAGE, never)).toBe('<clientConfig/>')
    await expect(lookupHere({ ca: undefined }).fetchText(PAGE, never)).rejects.toThrow('self-signed')
  })

  it('that is not there is nothing', async () => {
    answer = (_, response) => void response.writeHead(404).end('<clientConfig/>')
    expect(await lookupHere().fetchText(PAGE, never)).toBeNull()
  })

  it('may stand elsewhere, as far as TLS goes', async () => {
    redirectTo('https://aoba.example/other.xml')
    expect(await lookupHere().fetchText(PAGE, never)).toBe('<clientConfig/>')
  })

  it.each([
    'http://aoba.example/other.xml',
    'https://127.0.0.1/other.xml',
    'https://[::1]/other.xml',
    'https://2130706433/other.xml',
    'https://aoba.example:8443/other.xml',
    'file:///etc/passwd',
    'https://',
  ])('is not followed to %s', async (location) => {
    redirectTo(location)
    expect(await lookupHere().fetchText(PAGE, never)).toBeNull()
    expect(asked).toHaveLength(1)
  })

  it('that sends round in circles ends', async () => {
    answer = (request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(302, { location: PAGE }).end()
    }
    expect(await lookupHere().fetchText(PAGE, never)).toBeNull()
    expect(asked).toHaveLength(4)
  })

  it('that never ends is cut', async () => {
    answer = (_, response) => {
      const more = () => response.write('x'.repeat(64 * 1024), (error: unknown) => !error && more())
      more()
    }
    await expect(lookupHere().fetchText(PAGE, never)).rejects.toThrow('Too long')
  })

  it('that never answers is left when the person gives up', async () => {
    const stop = new AbortController()
    answer = () => stop.abort()
    await expect(lookupHere().fetchText(PAGE, stop.signal)).rejects.toThrow('aborted')
  })

  it('on a machine inside the network of the shop is not asked for', async () => {
    await expect(lookupHere({ isAllowed: isPublicAddress }).fetchText(PAGE, never)).rejects.toMatchObject({
      code: 'ENOTFOUND',
    })
    expect(asked).toEqual([])
  })
})

describe('the DNS', () => {
  it('that has nothing is an empty answer, and that cannot be asked is an error', async () => {
    const none = lookupHere()
    expect(await none.srv('_imaps._tcp.aoba.example')).toEqual([])
    expect(await none.mx('aoba.example')).toEqual([])
    const refused = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
    const cut = lookupHere({ dns: { resolveMx: refused } as Partial<InternetWorld['dns']> as InternetWorld['dns'] })
    await expect(cut.mx('aoba.example')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('is read in its own order, and a dot alone is no host', async () => {
    const dns = {
      resolveSrv: () =>
        Promise.resolve([
          { name: 'second.example.', port: 993, priority: 20, weight: 0 },
          { name: 'light.example', port: 993, priority: 10, weight: 1 },
          { name: 'heavy.example', port: 993, priority: 10, weight: 5 },
        ]),
      resolveMx: () => Promise.resolve([{ exchange: '', priority: 0 }]),
    } as Partial<InternetWorld['dns']> as InternetWorld['dns']
    const lookup = lookupHere({ dns })
    const names = (await lookup.srv('_imaps._tcp.aoba.example')).map(({ host }) => host)
    expect(names).toEqual(['heavy.example', 'light.example', 'second.example'])
    expect(await lookup.mx('aoba.example')).toEqual([])
  })
})

describe('an address', () => {
  it.each(['203.0.113.7', '8.8.8.8', '2001:4860:4860::8888'])('as %s lies out in the internet', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:192.168.0.1',
    'aoba.example',
  ])('as %s does not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})
