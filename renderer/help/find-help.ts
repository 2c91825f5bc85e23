import type { HelpTopic } from '../../preload/locales/words.ts'
import { fold } from '../commands/fold.ts'

/** Topics in which every word stands, those that have it in their title or among their search words first. */
export function findHelp(query: string, topics: readonly HelpTopic[]): HelpTopic[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const found = topics.flatMap((topic) => {
    const head = fold(`${topic.title} ${topic.words}`)
    const all = `${head} ${fold(topic.body.join(' '))}`
    if (!words.every((word) => all.includes(word))) return []
    return [{ topic, rank: words.filter((word) => !head.includes(word)).length }]
  })
  return found.toSorted((a, b) => a.rank - b.rank).map(({ topic }) => topic)
}
