/** Which elements and attributes of a mail are written. Lists of what is allowed: what a later HTML adds stays out. */

/** Written as they are. Foreign content, forms, frames, media and anything that loads or runs is not among them. */
export const KEPT_ELEMENTS = new Set(
  `a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup data dd del
   details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark
   menu nav nobr ol p pre q rp rt ruby s samp search section small span strike strong sub summary sup table tbody td tfoot
   th thead time tr tt u ul var wbr`.split(/\s+/),
)

export const VOID_ELEMENTS = new Set(['br', 'col', 'hr', 'img', 'wbr'])

/** Gone with all they hold. What the source would show in their place is not text of the mail. */
export const DROPPED_ELEMENTS = new Set(
  `script style template title head base link meta noembed noframes svg math frameset frame param source track
   audio canvas map area datalist optgroup option selectedcontent portal fencedframe dialog`.split(/\s+/),
)

/** Replaced by an empty box of their size, so that what stands around them stays where it was. */
export const BOXED_ELEMENTS = new Set(['iframe', 'embed', 'video'])

/** Blocks whose own name would do something; a plain block lays out the same. Every other unknown name is a `span`. */
export const BLOCK_ELEMENTS = new Set(['form', 'fieldset', 'legend', 'marquee', 'multicol'])

/** Text as it is typed, under names that switch the parser. */
export const PREFORMATTED_ELEMENTS = new Set(['listing', 'xmp', 'plaintext'])

const KEPT_ATTRIBUTES = new Set(
  `abbr align alt axis bgcolor border bordercolor cellpadding cellspacing char charoff class clear color colspan compact
   datetime dir face frame headers height hidden hspace id lang noshade nowrap open reversed role rowspan rules scope size
   span start summary title type valign value vspace width aria-label aria-hidden`.split(/\s+/),
)

export const BODY_ATTRIBUTES = new Set(
  'alink bgcolor bottommargin class dir id lang leftmargin link marginheight marginwidth rightmargin text topmargin vlink'.split(
    ' ',
  ),
)

/** `value` and `type` number a list; elsewhere they belong to what is no longer an input. */
export function isKeptAttribute(tagName: string, name: string): boolean {
  if (name === 'value' || name === 'type') return tagName === 'li' || tagName === 'ol' || tagName === 'ul'
  return KEPT_ATTRIBUTES.has(name)
}

export function escapeText(text: string): string {
  return text.replace(/[&<>\u00a0]/g, (char) => TEXT_ESCAPES[char]!)
}

export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"'`\u00a0]/g, (char) => TEXT_ESCAPES[char]!)
}

const TEXT_ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '\u00a0': '&nbsp;',
}
