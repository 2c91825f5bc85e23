import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError } from '../../preload/errors.ts'
import type { LoginTools } from './adapter.ts'
import { closingPage, type OAuthProvider, readCallback, redirectUri } from './oauth-steps.ts'

/** Who has not signed in after so long has given up, in ms. */
const PATIENCE_MS = 10 * 60_000

/** What makes a request of the browser the one that is waited for: nobody else knows the value. */
export type Expected = { parameter: string; value: string }

/**
 * Shows a page of the provider in the person's own browser and waits on 127.0.0.1 for the one redirect that carries what we
 * sent along (RFC 8252), answers it and goes. `pageFor` is given the address that the browser comes back to. Throws AppError
 * `offline` (reasons `login-timeout`, `stopped`), `conflict` (reason `port-taken`), and what `pageFor` throws.
 */
export async function sendToBrowser(
  { name, redirect: place }: Pick<OAuthProvider, 'name' | 'redirect'>,
  expected: Expected,
  pageFor: (redirect: string) => string | Promise<string>,
  tools: Pick<LoginTools, 'clock' | 'openUrl'>,
  signal: AbortSignal,
): Promise<{ redirect: string; parameters: URLSearchParams }> {
  const server = createServer()
  const over = new AbortController()
  try {
    const redirect = redirectUri(place, await listen(server, place.port))
    const page = await pageFor(redirect)
    const callback = waitForCallback(
      server,
      name,
      { ...expected, redirect },
      tools,
      AbortSignal.any([signal, over.signal]),
    )
    return { redirect, parameters: await Promise.race([callback, unlessOpened(page, tools)]) }
  } finally {
    over.abort()
    server.close()
    server.closeAllConnections()
  }
}

/** Ends the waiting where no page was shown: nobody would come back from it. */
async function unlessOpened(page: string, { openUrl }: Pick<LoginTools, 'openUrl'>): Promise<never> {
  const isOpened = await openUrl(page)
  if (isOpened === false) throw new AppError('offline', 'The person did not want the page', { reason: 'stopped' })
  return new Promise(() => {})
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', () =>
      reject(new AppError('conflict', `Port ${port} of this computer is taken`, { reason: 'port-taken' })),
    )
    // Never on all interfaces: nobody else in the shop's network has a say in this.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function waitForCallback(
  server: Server,
  providerName: string,
  expected: Expected & { redirect: string },
  { clock }: Pick<LoginTools, 'clock'>,
  signal: AbortSignal,
): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    const giveUp = (reason: string) => () => {
      end()
      reject(new AppError('offline', 'Nobody signed in', { reason }))
    }
    const stop = giveUp('stopped')
    const cancel = clock.setTimer(giveUp('login-timeout'), PATIENCE_MS)
    const end = () => {
      cancel()
      signal.removeEventListener('abort', stop)
    }
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const read = readCallback(request.url ?? '', request.headers.host, expected)
      if (request.method !== 'GET' || typeof read === 'string') {
        void show(response, read === 'elsewhere' ? 404 : 400, closingPage('unknown', providerName))
        return
      }
      end()
      // The page is out before the server goes.
      show(response, 200, closingPage(read.has('error') ? 'denied' : 'done', providerName)).then(
        () => resolve(read),
        reject,
      )
    })
  })
}

function show(response: ServerResponse, status: number, page: string): Promise<void> {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  })
  return new Promise((resolve) => {
    response.once('close', resolve)
    response.end(page)
  })
}
