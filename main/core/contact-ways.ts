/** A Japanese number with its leading 0 or +81, written with hyphens, dots, spaces, brackets or without. */
const PHONE = /(?<![\d-])(?:\+81[\s.-]?|0)\d{1,4}[\s.)-]{0,2}\(?\d{1,4}\)?[\s.-]{0,2}\d{3,4}(?![\d-])/g
const ADDRESS = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi
/** A labelled line of an order: 商品名:…, 商品:…, Product: … */
const PRODUCT =
  /^[ \t\u3000・■◆*-]{0,20}(?:ご注文)?(?:商品(?:名)?|品名|ご注文品|item|product(?: name)?)\s*[:：】]\s*(\S.{0,120}?)\s*$/im
const MOST_READ = 20_000

/** Phone numbers in a text, as written but in plain digits and hyphens. Order numbers and postcodes are none. */
export function phonesIn(text: string): string[] {
  const plain = text
    .slice(0, MOST_READ)
    .normalize('NFKC')
    .replaceAll(/[‐‑–—ー−]/g, '-')
  const found = plain.match(PHONE) ?? []
  return [...new Set(found.map((one) => one.trim()).filter(isPhone))]
}

/** Mail addresses in a text, in lower case. */
export function addressesIn(text: string): string[] {
  const found = text.slice(0, MOST_READ).normalize('NFKC').match(ADDRESS) ?? []
  return [...new Set(found.map((one) => one.toLowerCase()))]
}

/** What an order says it is about, or an empty text. */
export function productIn(text: string): string {
  return PRODUCT.exec(text.slice(0, MOST_READ))?.[1] ?? ''
}

function isPhone(written: string): boolean {
  const digits = written.replace(/^\+81/, '0').replaceAll(/\D/g, '')
  const isWhole = digits.length === 10 || (digits.length === 11 && /^0[5-9]0/.test(digits))
  // Ten digits in one piece are an order number as often as not.
  return isWhole && (/[\s.()-]/.test(written) || /^0[789]0/.test(digits))
}
