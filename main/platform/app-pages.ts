import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { MAIL_SCHEME, type Log, type Served } from '../services/ports.ts'
import { APP_ORIGIN, APP_SCHEME } from './addresses.ts'

/** The same as in renderer/index.html, where it also holds in the window of a developer's server. */
export const APP_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data: ${MAIL_SCHEME}:`,
  `frame-src ${MAIL_SCHEME}:`,
  `font-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Must run before Electron is ready. Neither scheme can be fetched by scripts, and neither is `file:`. */
export function registerSchemes(): void {
  const privileges = { standard: true, secure: true }
  protocol.registerSchemesAsPrivileged([
    // The page's script is compiled once and not at every start.
    { scheme: APP_SCHEME, privileges: { ...privileges, codeCache: true } },
    { scheme: MAIL_SCHEME, privileges },
  ])
}

/** The file a page address means, or null for everything that is not one of the window's own files. */
export function fileOfPage(url: string, folder: string): string | null {
  if (!url.startsWith(`${APP_ORIGIN}/`)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  const file = join(folder, path)
  if (path.includes('\0') || path.includes('\\') || !file.startsWith(folder + sep)) return null
  return TYPES[extname(file)] ? file : null
}

/** Answers the two schemes of the window. */
export function servePages(
  session: Session,
  folder: string,
  serveMail: (url: string) => Promise<Served>,
  log: Log,
): void {
  session.protocol.handle(APP_SCHEME, async ({ url }) => {
    const file = fileOfPage(url, folder)
    const body = file && (await readFile(file).catch(() => null))
    if (!file || !body) return emptyPage(404)
    return new Response(body, {
      headers: {
        'Content-Type': TYPES[extname(file)]!,
        'Content-Security-Policy': APP_POLICY,
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
      },
    })
  })
  session.protocol.handle(MAIL_SCHEME, async ({ url }) => {
    try {
      const { body, type, headers } = await serveMail(url)
      return new Response(body as string | Uint8Array<ArrayBuffer>, {
        headers: { ...MAIL_HEADERS, 'Content-Type': type, ...headers },
      })
    } catch (error) {
      log.error('a mail could not be shown', error)
      return emptyPage(404)
    }
  })
}

const MAIL_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-DNS-Prefetch-Control': 'off',
}

function emptyPage(status: number): Response {
  return new Response('', {
    status,
    headers: {
      ...MAIL_HEADERS,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; sandbox`,
    },
  })
}
