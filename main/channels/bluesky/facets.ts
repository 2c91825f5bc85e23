import { z } from 'zod'

/** A stretch of text that is a link, in bytes of UTF-8 (lexicon app.bsky.richtext.facet). Without it a URL stays plain text. */
export type Facet = {
  index: { byteStart: number; byteEnd: number }
  features: (
    | { $type: 'app.bsky.richtext.facet#link'; uri: string }
    | { $type: 'app.bsky.richtext.facet#mention'; did: string }
    | { $type: 'app.bsky.richtext.facet#tag'; tag: string }
  )[]
}

const LINK = /https?:\/\/[^\s<>"「」『』【】（）、。　]+/giu
const MENTION = /(?<=^|[\s（(「])@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9])/giu
const TAG = /(?<=^|\s)[#＃](?=\S*[^\d\s])([^\s#＃、。「」！？!?,.()（）]+)/gu
const TRAILING = /[.,;:!?'\]]+$/u
const LONGEST_TAG = 64

/** A closing bracket belongs to a link that opens one. */
function trimmed(link: string): string {
  const bare = link.replace(TRAILING, '')
  return bare.endsWith(')') && !bare.includes('(') ? trimmed(bare.slice(0, -1)) : bare
}

const bytes = (text: string): number => Buffer.byteLength(text)

/** Handles a text mentions, without @, each once. Whose they are has to be asked. */
export const mentionedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(MENTION)].map(([, handle]) => handle!.toLowerCase())),
]

/** `dids` by handle in lower case; a handle that nobody has stays plain text. */
export function facetsOf(text: string, dids: ReadonlyMap<string, string>): Facet[] {
  const at = (start: number, length: number) => ({
    byteStart: bytes(text.slice(0, start)),
    byteEnd: bytes(text.slice(0, start + length)),
  })
  const links: Facet[] = [...text.matchAll(LINK)].map((match) => {
    const uri = trimmed(match[0])
    return { index: at(match.index, uri.length), features: [{ $type: 'app.bsky.richtext.facet#link', uri }] }
  })
  const mentions: Facet[] = [...text.matchAll(MENTION)].flatMap((match) => {
    const did = dids.get(match[1]!.toLowerCase())
    if (did === undefined) return []
    return [
      {
        index: at(match.index, match[0].length),
        features: [{ $type: 'app.bsky.richtext.facet#mention' as const, did }],
      },
    ]
  })
  const tags: Facet[] = [...text.matchAll(TAG)].flatMap((match) => {
    const tag = match[1]!
    if ([...tag].length > LONGEST_TAG) return []
    return [
      { index: at(match.index, match[0].length), features: [{ $type: 'app.bsky.richtext.facet#tag' as const, tag }] },
    ]
  })
  return [...links, ...mentions, ...tags].sort((a, b) => a.index.byteStart - b.index.byteStart)
}

const Received = z.object({
  index: z.object({ byteStart: z.number(), byteEnd: z.number() }),
  features: z.array(z.looseObject({ uri: z.string().optional() })),
})

/** The text as a person can use it: Bluesky's app cuts long links to `example.jp/abc...`, and only the facet has the whole. */
export function withWholeLinks(text: string, facets: readonly unknown[]): string {
  const source = Buffer.from(text)
  let whole = text
  for (const facet of facets) {
    const read = Received.safeParse(facet)
    if (!read.success) continue
    const { index, features } = read.data
    const shown = source.subarray(index.byteStart, index.byteEnd).toString()
    const uri = features.find((feature) => feature.uri !== undefined)?.uri
    if (uri === undefined || !/(\.\.\.|…)$/u.test(shown) || !/^https?:\/\//i.test(uri)) continue
    whole = whole.replace(shown, () => uri)
  }
  return whole
}
