import type { AttachmentInfo, Mark, MessageId } from '../../preload/domain.ts'
import type { Output } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import type { ReadSources } from '../channels/adapter.ts'
import { openMailAttachment, readAgain } from '../channels/registry.ts'
import { isRiskyFile } from '../core/risky-files.ts'
import type { Store } from '../store/index.ts'
import type { ForeignFiles } from './foreign-files.ts'
import type { PostMediaService } from './post-media.ts'
import { MAIL_SCHEME, type Desktop, type Served } from './ports.ts'

const SOURCE_SHOWN_BYTES = 1024 * 1024
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'])

/** Bodies, sources and files of messages, decoded from the stored source whenever somebody looks. */
export function createContentService(
  store: Store,
  read: ReadSources,
  desktop: Desktop,
  foreign: ForeignFiles,
  postMedia: PostMediaService,
  findHits: (query: string) => (text: string) => Mark[],
) {
  async function sourceOf(id: MessageId): Promise<Uint8Array> {
    const hash = store.messages.get(id)?.sourceHash
    if (!hash) throw new AppError('not-found', `Message ${id} has no source`)
    return store.sources.read(hash)
  }

  /** In the charset that a person chose, if one did. */
  async function readHtml(id: MessageId): Promise<string> {
    const source = await sourceOf(id)
    const charset = store.messages.get(id)!.charset
    if (charset !== null) return readAgain(source, charset).message.htmlBody ?? ''
    const [result] = await read([source], new AbortController().signal)
    return result?.message.htmlBody ?? ''
  }

  async function htmlOf(id: MessageId, allowRemote: boolean, query = '') {
    const html = await readHtml(id)
    const files = store.messages.attachments(id)
    const cid = (contentId: string) => {
      const file = files.find((candidate) => candidate.contentId === contentId)
      return file && PICTURES.has(file.type) ? `${MAIL_SCHEME}://picture/${id}/${file.index}` : null
    }
    const { renderMailHtml } = await import('../core/mail-html/render.ts')
    return renderMailHtml(html, { allowRemote, cid, ...(query === '' ? {} : { findHits: findHits(query) }) })
  }

  function attachmentOf(id: MessageId, index: number): AttachmentInfo {
    const file = store.messages.attachments(id).find((candidate) => candidate.index === index)
    if (!file) throw new AppError('not-found', `Message ${id} has no file ${index}`)
    return { ...file, isRisky: isRiskyFile(file) }
  }

  async function bytesOf(id: MessageId, index: number): Promise<Uint8Array> {
    const own = store.drafts.files({ owner: 'message', id }).find((file) => file.index === index)
    if (own) return store.sources.read(own.hash)
    return openMailAttachment(await sourceOf(id), index)
  }

  return {
    bytesOf,
    async html(id: MessageId, allowRemote: boolean, query = ''): Promise<Output<'messages.html'>> {
      const { sandbox, remoteCount, warnings } = await htmlOf(id, allowRemote)
      const wishes = [allowRemote ? 'pictures' : '', query === '' ? '' : `marks=${encodeURIComponent(query)}`]
      const search = wishes.filter(Boolean).join('&')
      return { url: `${MAIL_SCHEME}://message/${id}${search && `?${search}`}`, sandbox, remoteCount, warnings }
    },
    async source(id: MessageId): Promise<Output<'messages.source'>> {
      const bytes = await sourceOf(id)
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SOURCE_SHOWN_BYTES)).toString(
        'utf8',
      )
      return { text, isCut: bytes.byteLength > SOURCE_SHOWN_BYTES }
    },
    async save(id: MessageId, index: number): Promise<{ path: string } | null> {
      const { safeName } = attachmentOf(id, index)
      const path = await desktop.askSavePath(safeName)
      if (path === null) return null
      await foreign.save(path, await bytesOf(id, index))
      return { path }
    },
    /** For a person at another PC. */
    async fileOf(id: MessageId, index: number): Promise<{ safeName: string; isRisky: boolean; bytes: Uint8Array }> {
      const { safeName, isRisky } = attachmentOf(id, index)
      return { safeName, isRisky, bytes: await bytesOf(id, index) }
    },
    /** A file of a post, fetched from its network only now. */
    async savePostFile(id: MessageId, index: number): Promise<{ path: string } | null> {
      const { safeName, bytes } = await postMedia.file(id, index)
      const path = await desktop.askSavePath(safeName)
      if (path === null) return null
      await foreign.save(path, bytes)
      return { path }
    },
    async open(id: MessageId, index: number): Promise<void> {
      const { safeName, isRisky } = attachmentOf(id, index)
      if (isRisky)
        throw new AppError('unsupported', 'A file that may run something is only saved, never opened.', {
          reason: 'risky-file',
        })
      await desktop.openPath(await foreign.copyToOpen(safeName, await bytesOf(id, index)))
    },
    /** Answers a request of the mail frame. Anything it does not know is an empty page. */
    async serve(url: string): Promise<Served> {
      const parsed = new URL(url)
      const [, first = '', second = ''] = parsed.pathname.split('/')
      const id = Number(first) as MessageId
      if (parsed.host === 'message' && Number.isSafeInteger(id)) {
        const wishes = parsed.searchParams
        const { html, csp } = await htmlOf(id, wishes.has('pictures'), wishes.get('marks') ?? '')
        return { body: html, type: 'text/html; charset=utf-8', headers: { 'Content-Security-Policy': csp } }
      }
      if (parsed.host === 'media') return postMedia.picture(id, Number(second))
      const file = store.messages.attachments(id).find(({ index }) => index === Number(second))
      if (parsed.host === 'picture' && file && PICTURES.has(file.type)) {
        return {
          body: await bytesOf(id, file.index),
          type: file.type,
          headers: { 'Content-Security-Policy': `default-src 'none'; sandbox` },
        }
      }
      throw new AppError('not-found', 'No such part of a mail')
    },
  }
}
