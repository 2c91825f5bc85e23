import { ExternalLink, Image, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { MessageView, PostView } from '../../preload/domain.ts'
import { useI18n, useMinute, useText } from '../store/context.ts'
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
  const { quoted, earlier, media } = post
  return (
    <>
      {quoted && (
        <blockquote className="post-quote">
          <cite>{words.quoted(quoted.author)}</cite>
          <p>{quoted.text}</p>
        </blockquote>
      )}
      {media.length > 0 && <Pictures message={message} post={post} />}
      {earlier.length > 0 && (
        <details className="fold">
          <summary>{words.earlier}</summary>
          {earlier.map(({ at, text }) => (
            <pre key={at}>{text}</pre>
          ))}
        </details>
      )}
    </>
  )
}

/** Asking for a picture tells the network that somebody reads: so only when a person wants to see it. */
function Pictures({ message, post: { media } }: { message: MessageView; post: PostView }) {
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
      {media.map(({ kind, description }, index) => (
        // The place of a picture in its post is what it is known by.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <Picture source={`madoguchi-mail://media/${message.id}/${index}`} label={description || words.media[kind]} />
        </li>
      ))}
    </ul>
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
