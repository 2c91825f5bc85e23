import { Download, ExternalLink, FileText, Image, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { MessageId, MessageView, PostView } from '../../preload/domain.ts'
import { useActions, useAppStore, useI18n, useMinute, useText } from '../store/context.ts'
import { OpenPost } from './OpenPost.tsx'
import { VisibilityTag } from './VisibilityTag.tsx'

/** What the network says of a message: who can read it, where it stands, and what became of it. */
export function PostLine({ message, post }: { message: MessageView; post: PostView }) {
  const i18n = useI18n()
  const { networks: words } = i18n.text
  const now = useMinute()
  return (
    <div className="post-line">
      <VisibilityTag visibility={post.visibility} />
      {message.direction === 'inbound' && post.found !== 'addressed' && <span>{words.found[post.found]}</span>}
      {post.editedAt !== null && <span>{words.edited(i18n.shortMoment(post.editedAt, now))}</span>}
      {post.url !== null && (
        <OpenPost url={post.url} className="link-button">
          <ExternalLink size={12} aria-hidden /> {words.openPost}
        </OpenPost>
      )}
      {post.deletedAt !== null && (
        <p className="message__warning" role="note">
          <Trash2 size={13} aria-hidden /> {message.direction === 'inbound' ? words.deleted : words.deletedOurs}
        </p>
      )}
    </div>
  )
}

/** Below the words of a post: what it quotes, what it said before, and its pictures once somebody asks. */
export function PostRest({ message, post }: { message: MessageView; post: PostView }) {
  const { networks: words } = useText()
  const { quoted, earlier } = post
  // The place in its post is what a picture or file is asked for by.
  const media = post.media.map((one, index) => ({ ...one, index }))
  const pictures = media.filter(({ kind }) => kind !== 'file')
  const files = media.filter(({ kind }) => kind === 'file')
  return (
    <>
      {quoted && (
        <blockquote className="post-quote">
          <cite>{words.quoted(quoted.author)}</cite>
          <p>{quoted.text}</p>
        </blockquote>
      )}
      {pictures.length > 0 && <Pictures messageId={message.id} media={pictures} />}
      {files.length > 0 && <Files messageId={message.id} files={files} />}
      {earlier.length > 0 && (
        <details className="fold">
          <summary>{words.earlier}</summary>
          {earlier.map(({ at, text }) => (
            <pre key={at} className="post-earlier">
              {text}
            </pre>
          ))}
        </details>
      )}
    </>
  )
}

type Numbered = { index: number; kind: 'image' | 'video' | 'file'; description: string }

/** Asking for a picture tells the network that somebody reads: so only when a person wants to see it. */
function Pictures({ messageId, media }: { messageId: MessageId; media: readonly Numbered[] }) {
  const { networks: words } = useText()
  const [isShown, setShown] = useState(false)
  if (!isShown)
    return (
      <button type="button" className="button button--small" onClick={() => setShown(true)}>
        <Image size={14} aria-hidden /> {words.showMedia(media.length)}
      </button>
    )
  return (
    <ul className="post-media">
      {media.map(({ index, kind, description }) => (
        <li key={index}>
          <Picture source={`madoguchi-mail://media/${messageId}/${index}`} label={description || words.media[kind]} />
        </li>
      ))}
    </ul>
  )
}

/** Fetched when somebody saves them, and not before. */
function Files({ messageId, files }: { messageId: MessageId; files: readonly Numbered[] }) {
  const { networks: words, toasts } = useText()
  const { api } = useAppStore()
  const { showError, showToast } = useActions()
  async function save(index: number) {
    try {
      const saved = await api.call('posts.saveFile', { messageId, index })
      if (saved) showToast({ text: toasts.saved(saved.path) })
    } catch (error) {
      showError(error)
    }
  }
  return (
    <section className="attachments" aria-label={words.files}>
      <ul>
        {files.map(({ index, description }) => (
          <li key={index} className="attachment">
            <FileText size={16} aria-hidden />
            <span className="attachment__name" title={description}>
              {description || words.media.file}
            </span>
            <button
              type="button"
              className="button button--small"
              aria-label={`${words.saveFile}: ${description || words.media.file}`}
              onClick={() => void save(index)}
            >
              <Download size={13} aria-hidden /> {words.saveFile}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Picture({ source, label }: { source: string; label: string }) {
  const { networks: words } = useText()
  const [hasFailed, setFailed] = useState(false)
  if (hasFailed)
    return (
      <p className="post-media__failed">
        {label}：{words.mediaFailed}
      </p>
    )
  return (
    <figure>
      <img src={source} alt={label} onError={() => setFailed(true)} />
      <figcaption>{label}</figcaption>
    </figure>
  )
}
