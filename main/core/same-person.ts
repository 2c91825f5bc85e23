import { foldName, type PersonSign } from './person-signs.ts'

/** What is known of somebody for comparing: every address and handle with its network. */
export type Known = {
  name: string
  kana: string
  identities: readonly { channel: string; value: string; shown?: string | null }[]
}
export type SharedSign = PersonSign | { kind: 'name' | 'handle'; value: string }
export type Likeness = { weight: number; signs: SharedSign[] }

/** A word that one gives to be reached by says more than an order that two may ask about. */
const WEIGHTS: Record<SharedSign['kind'], number> = { mail: 4, phone: 4, home: 4, order: 3, name: 2, handle: 1 }
/** One strong sign. A name and a handle alone are shared by strangers. */
const ENOUGH = 3
const MOST_SHOWN = 3

/**
 * Whether two records may be one person, and by what. Null where too little speaks for it, or where both write on the same
 * networks only: there the network itself tells people apart.
 */
export function likenessOf(one: Known, other: Known, shared: readonly PersonSign[]): Likeness | null {
  if (!isElsewhere(one, other) || !shared.some(({ kind }) => WEIGHTS[kind] >= ENOUGH)) return null
  const signs: SharedSign[] = [...shared, ...sameName(one, other), ...sameHandle(one, other)]
  const strongest = signs.toSorted((a, b) => WEIGHTS[b.kind] - WEIGHTS[a.kind])
  const kinds = new Set(signs.map(({ kind }) => kind))
  const weight = [...kinds].reduce((sum, kind) => sum + WEIGHTS[kind], 0)
  return { weight, signs: strongest.slice(0, MOST_SHOWN) }
}

function isElsewhere(one: Known, other: Known): boolean {
  const [a, b] = [one, other].map(({ identities }) => new Set(identities.map(({ channel }) => channel)))
  return [...a!].some((channel) => !b!.has(channel)) || [...b!].some((channel) => !a!.has(channel))
}

function sameName(one: Known, other: Known): SharedSign[] {
  const theirs = namesOf(other)
  const found = [one.name, one.kana].find((name) => theirs.has(foldName(name)))
  return found ? [{ kind: 'name', value: found }] : []
}

const namesOf = ({ name, kana }: Known) => new Set([name, kana].map(foldName).filter((folded) => folded.length > 1))

function sameHandle(one: Known, other: Known): SharedSign[] {
  const theirs = new Set(handlesOf(other))
  const found = handlesOf(one).find((handle) => theirs.has(handle))
  return found ? [{ kind: 'handle', value: `@${found}` }] : []
}

/** `aiko` of @aiko, of @aiko@social.example.com and of aiko@example.com. */
const handlesOf = ({ identities }: Known): string[] =>
  identities
    .filter(({ channel }) => channel !== 'phone')
    .map(({ value, shown }) => (shown ?? value).toLowerCase().replace(/^@/, '').split(/[@.]/)[0]!)
    .filter((handle) => handle.length > 3)
