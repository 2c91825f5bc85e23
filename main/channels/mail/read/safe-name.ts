import { MAX_SAFE_NAME_LENGTH } from './limits.ts'

/** Marks that turn the reading direction or cannot be seen: with them "exe.gpj" is shown as "gpj.exe" would be. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]/g

/** Letters that are drawn as nothing: a row of them pushes the real extension out of sight. */
const BLANK = /[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/g

/** Letters with marks of their own, as the Mac sends か + ゛. Only these are composed: NFC over all would turn 塚 (U+FA10) into 塚. */
const DECOMPOSED = /[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+/g

/** Not allowed in Windows names, of which those of the Mac are a part. */
const FORBIDDEN = /[\x00-\x1f\x7f-\x9f<>:"|?*/\\]/g

/** Names of devices; Windows passes over an extension and blanks before it. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?=\s*(?:\.|$))/i

/** Extensions for nameless attachments, by media type. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'application/json': 'json',
  'application/xml': 'xml',
  'application/rtf': 'rtf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/pgp-signature': 'asc',
  'application/pkcs7-signature': 'p7s',
  'application/pkcs7-mime': 'p7m',
  'application/ms-tnef': 'dat',
  'application/ics': 'ics',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/pjpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif',
  'image/webp': 'webp',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'message/feedback-report': 'txt',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/rfc822-headers': 'txt',
  'text/rtf': 'rtf',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/xml': 'xml',
  'video/3gpp': '3gp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}

/**
 * The name that is written to disk: the last step of any path, without characters that Windows or the Mac refuse or that
 * hide what the file is. Every extension stays, so that "見積.pdf.exe" still shows what it is. Never empty; `position`
 * counts the attachments from 1 and names the nameless.
 */
export function safeNameOf(name: string, type: string, position: number): string {
  const lastStep =
    name
      .slice(0, 4_000)
      .replace(DECOMPOSED, (letters) => letters.normalize('NFC'))
      .replace(INVISIBLE, '')
      .replace(BLANK, ' ')
      .split(/[/\\]/)
      .filter((step) => /[^.\s]/.test(step))
      .at(-1) ?? ''
  const tidy = trimEnds(lastStep.replace(FORBIDDEN, '_').replace(/\s+/g, ' '))
  const named = /[^._\s]/.test(tidy) ? tidy : `添付ファイル-${position}.${extensionFor(type)}`
  const free = RESERVED.test(named) ? `_${named}` : named
  return trimEnds(shorten(free)) || `添付ファイル-${position}.bin`
}

export const extensionFor = (type: string) => EXTENSIONS[type] ?? 'bin'

/** Windows drops dots and spaces at the end by itself, and then it is another name. */
function trimEnds(name: string): string {
  let end = name.length
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end--
  return name.slice(0, end).trimStart()
}

/** Cuts the stem and keeps up to two extensions; never inside a surrogate pair. */
function shorten(name: string): string {
  if (name.length <= MAX_SAFE_NAME_LENGTH) return name
  const extension = /(?:\.[^.\s]{1,10}){1,2}$/.exec(name)?.[0] ?? ''
  const stem = name.slice(0, MAX_SAFE_NAME_LENGTH - extension.length).replace(/[\ud800-\udbff]$/, '')
  return `${trimEnds(stem)}${extension}`
}
