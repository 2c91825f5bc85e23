import { COMMAND_IDS, type CommandId } from '../../preload/commands.ts'
import type { Catalog } from '../i18n.ts'
import { fold } from './fold.ts'

type Words = Pick<Catalog['commands'], 'names' | 'readings'>

/** Commands that a query means, those that begin with it first, then those used last. All of them for no query. */
export function findCommands(query: string, { names, readings }: Words, recent: readonly CommandId[]): CommandId[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const rank = (id: CommandId) => {
    const place = recent.indexOf(id)
    return place < 0 ? recent.length : place
  }
  const found = COMMAND_IDS.flatMap((id) => {
    const name = fold(`${names[id]} ${readings[id]}`)
    if (!words.every((word) => name.includes(word))) return []
    const begins = words.length > 0 && ` ${name}`.includes(` ${words[0]}`)
    return [{ id, begins, rank: rank(id) }]
  })
  return found.toSorted((a, b) => Number(b.begins) - Number(a.begins) || a.rank - b.rank).map(({ id }) => id)
}
