/** The parts of a sign-in by the browser that only compute. */

export type OAuthProvider = {
  /** As the page says it that tells the person to go back. */
  name: string
  issuer: string
  authorizationEndpoint: string
  tokenEndpoint: string
  scopes: readonly string[]
  /** Where the browser comes back to, always this computer (RFC 8252, 7.3). Port 0: any that is free. */
  redirect: { host: '127.0.0.1' | 'localhost'; port: number; path: string }
  /** Where a client's secret goes (RFC 6749, 2.3.1); left out: into the Authorization header. */
  secretIn?: 'body'
  /** False where the server does not know PKCE; then the client's secret alone protects the code. */
  hasPkce?: false
  /** Sent with the first request, as Google's `access_type=offline`. */
  extraParameters: Readonly<Record<string, string>>
}

/** The owner's own app at the provider. Without a secret it is a public client (RFC 8252, 8.5). */
export type OAuthClient = { id: string; secret: string | null }

export type OAuthTokens = {
  accessToken: string
  /** Null where the provider keeps the old one. */
  refreshToken: string | null
  /** ms UTC; null: not said. */
  expiresAt: number | null
}

export const redirectUri = ({ host, path }: OAuthProvider['redirect'], port: number): string =>
  `http://${host}:${port}${path}`

/** Where the browser is sent (RFC 6749, 4.1.1, with PKCE of RFC 7636). */
export function authorizationUrl(
  { authorizationEndpoint, scopes, extraParameters, hasPkce }: OAuthProvider,
  { clientId, redirect, state, challenge }: { clientId: string; redirect: string; state: string; challenge: string },
): string {
  const url = new URL(authorizationEndpoint)
  const parameters = {
    ...extraParameters,
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirect,
    scope: scopes.join(' '),
    state,
    ...(hasPkce !== false && { code_challenge: challenge, code_challenge_method: 'S256' }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/**
 * What the browser brought back, and only with the value that was sent along: any page may call this address, and what does
 * not know the value is turned away without ending the sign-in.
 */
export function readCallback(
  target: string,
  host: string | undefined,
  expected: { redirect: string; parameter: string; value: string },
): 'elsewhere' | 'forged' | URLSearchParams {
  const redirect = new URL(expected.redirect)
  // A name that resolves to this computer is not this computer (DNS rebinding).
  if (host !== redirect.host || !URL.canParse(target, redirect.origin)) return 'elsewhere'
  const url = new URL(target, redirect.origin)
  if (url.pathname !== redirect.pathname) return 'elsewhere'
  return url.searchParams.get(expected.parameter) === expected.value ? url.searchParams : 'forged'
}

export function tokensOf(
  answer: { access_token: string; refresh_token?: string; expires_in?: number },
  now: number,
): OAuthTokens {
  const { access_token, refresh_token, expires_in } = answer
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresAt: expires_in === undefined ? null : now + expires_in * 1000,
  }
}

const PAGE_WORDS = {
  done: ['接続できました', 'このウィンドウは閉じてかまいません。まどぐちに戻ってください。'],
  denied: [
    '接続しませんでした',
    'このウィンドウは閉じてかまいません。もう一度つなぐときは、まどぐちからやり直してください。',
  ],
  unknown: ['このページには何もありません', 'まどぐちから接続をやり直してください。'],
} as const

/** What the browser shows at the end. No script, nothing from elsewhere. */
export function closingPage(kind: keyof typeof PAGE_WORDS, providerName: string): string {
  const [title, text] = PAGE_WORDS[kind]
  return [
    '<!doctype html><html lang="ja"><head><meta charset="utf-8">',
    `<title>${title}</title>`,
    '<style>body{font-family:sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;line-height:1.8}',
    '@media(prefers-color-scheme:dark){body{background:#1b1b1f;color:#eee}}</style></head>',
    `<body><h1>${kind === 'unknown' ? '' : `${providerName}：`}${title}</h1><p>${text}</p></body></html>`,
  ].join('')
}
