import { Mail, MessageCircle, Phone } from 'lucide-react'
import type { ChannelId } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'

/** Letters and no logos: those belong to the networks, and letters are told apart in grey as well. */
const LETTERS: Partial<Record<ChannelId, string>> = {
  x: 'X',
  instagram: 'IG',
  facebook: 'f',
  bluesky: 'Bs',
  mastodon: 'M',
  misskey: 'Mi',
  rmesse: 'R',
}

/** By which network something came. */
export function ChannelMark({ channel, className = '' }: { channel: ChannelId; className?: string }) {
  const { channel: names } = useText()
  const letters = LETTERS[channel]
  if (letters !== undefined)
    return (
      // A sign made of letters: there is no picture to be one.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      <span className={`channel-mark ${className}`} role="img" aria-label={names[channel]} title={names[channel]}>
        {letters}
      </span>
    )
  const Icon = channel === 'mail' ? Mail : channel === 'phone' ? Phone : MessageCircle
  return <Icon size={14} className={className} aria-label={names[channel]} />
}
