import { NOTICE_VARIABLES, type NoticeVariable, type NoticeWatchDraft } from '../../preload/domain.ts'
import { foldForSearch } from './japanese-text.ts'

/** An event that somebody may want to be told of. */
export type Occurrence = {
  event: NoticeWatchDraft['events'][number]
  /** Null for what belongs to none: the brake on all automatic mail. */
  shopId: number | null
  channel: string | null
  /** Subject and own words of the newest message of the customer. */
  text: string
  /** A warning that is followed by another one is not the last. */
  isLastWarning: boolean
}

/** Whether a watch is about this event. What belongs to no shop concerns whoever watches it at all. */
export function isWatched(
  watch: NoticeWatchDraft,
  { event, shopId, channel, text, isLastWarning }: Occurrence,
): boolean {
  if (!watch.isOn || !(watch.events as readonly string[]).includes(event)) return false
  if (event === 'warning' && watch.onlyLastWarning && !isLastWarning) return false
  if (watch.shopIds.length > 0 && shopId !== null && !(watch.shopIds as readonly number[]).includes(shopId))
    return false
  if (watch.channels.length > 0 && channel !== null && !(watch.channels as readonly string[]).includes(channel))
    return false
  if (watch.words.length === 0) return true
  const folded = foldForSearch(text)
  return watch.words.some((word) => folded.includes(foldForSearch(word)))
}

export type NoticeValues = Readonly<Record<NoticeVariable, string>>

const VARIABLE = /(?:\{\{|｛｛)([^{}｛｝\n]{0,80})(?:\}\}|｝｝)/g
const nameOf = (written: string): NoticeVariable | null => {
  const name = written.normalize('NFKC').trim().toLowerCase()
  return NOTICE_VARIABLES.find(({ ja, en }) => ja.toLowerCase() === name || en === name)?.ja ?? null
}

/** Names in {{…}} that no notice knows. */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1]!)
  return [...new Set(names.filter((name) => nameOf(name) === null))]
}

/** The values in their places, in one walk: what a customer wrote is never read as a variable. */
export function fillNotice(text: string, values: NoticeValues): string {
  return text.replace(VARIABLE, (whole, written: string) => {
    const name = nameOf(written)
    return name === null ? whole : values[name]
  })
}
