/** Each takes away one kind of thing that has no business in a log. The order matters: addresses of URLs first. */
const RULES: [RegExp, string][] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1[user]@'],
  [/(\bhttps?:\/\/[^\s?#]+)[?#][^\s]*/gi, '$1?[…]'],
  [/[^\s<>"'(),:;=[\]]+@[^\s<>"'(),:;[\]]+/g, '[address]'],
  // What a browser brings back from a login has no host before it.
  [/\?(?=[\w%.-]+=)\S+/g, '?[…]'],
  [/(\bcookie["']?\s*[:=]\s*)[^\r\n]+/gi, '$1[secret]'],
  [
    /(パスワード|(?<![\w-])[\w-]{0,40}(?:pass(?:word|wd|phrase)?|pwd|secret|token|jwt|key|authorization|auth))(["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|(?:bearer |basic )?\S+)/gi,
    '$1$2[secret]',
  ],
  [/\b(bearer|basic|xoauth2|auth\s+plain|auth\s+login|login)\s+\S+(?:\s+\S+)?/gi, '$1 [secret]'],
  // Base64 by its end, where a server's dialogue has nothing else on the line.
  [/(?<![\w+/-])(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)(?![\w=])/g, '[token]'],
  [/(?<![\w/+-])(?=[\w+/-]*\d)[\w+/-]{24,}={0,2}/g, '[token]'],
]
const LONGEST = 4000
const LONGEST_MESSAGE = 300

/** A line for the log without mail addresses, credentials and long tokens. */
export function redact(line: string): string {
  return RULES.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line.slice(0, LONGEST))
}

/** What a log says of an error: name, code, message, where; and the same of its causes. */
export function describeError(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return redact(String(error))
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause && depth < 3 ? `\n  because: ${describeError(error.cause, depth + 1)}` : ''
  return `${error.name}${code}: ${redact(briefly(error.message))}\n${places.slice(0, 8).map(shortPlace).join('\n')}${cause}`
}

/** What an error quotes may be a mail: the first line, and of what stands in quotes only what can be a name in a program. */
function briefly(message: string): string {
  const line = message.split(/[\r\n]/, 1)[0]!.slice(0, LONGEST_MESSAGE)
  return line.replace(/(["'`])(.*?)\1/g, (quoted, mark: string, text: string) =>
    /^[\w.$:/-]{0,40}$/.test(text) ? quoted : `${mark}…${mark}`,
  )
}

/** Folder names of a PC tell who uses it. */
const shortPlace = (line: string) => line.replace(/(?:file:\/\/)?[^\s()]*[\\/](?=[^\\/]+[\\/][^\\/]+$)/, '')
