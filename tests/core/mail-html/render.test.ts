import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { type MailHtmlOptions, renderMailHtml } from '../../../main/core/mail-html/render.ts'
import { HOSTILE } from '../../fixtures/html/hostile.ts'
import { NEWSLETTERS } from '../../fixtures/html/newsletters.ts'

const BLOCKED: MailHtmlOptions = { allowRemote: false, cid: () => null }

function render(html: string, options: Partial<MailHtmlOptions> = {}) {
  return renderMailHtml(html, { ...BLOCKED, ...options })
}

/** The body alone, as written. */
function bodyOf(html: string, options: Partial<MailHtmlOptions> = {}): string {
  return /<body[^>]*>(.*)<\/body>/s.exec(render(html, options).html)![1]!
}

type Found = { tag: string; name: string; value: string }

/** Every attribute of a document (and '' for the element itself), as a second parser run sees it. */
function attributesOf(html: string): Found[] {
  const found: Found[] = []
  const pending: unknown[] = [parse(html)]
  while (pending.length > 0) {
    const node = pending.pop() as {
      tagName?: string
      attrs?: { name: string; value: string }[]
      childNodes?: unknown[]
      value?: string
    }
    if (node.tagName) found.push({ tag: node.tagName, name: '', value: '' })
    for (const { name, value } of node.attrs ?? []) found.push({ tag: node.tagName!, name, value })
    if (node.tagName === 'style')
      found.push({
        tag: 'style',
        name: 'text',
        value: (node.childNodes?.[0] as { value?: string } | undefined)?.value ?? '',
      })
    pending.push(...(node.childNodes ?? []))
  }
  return found
}

const ACTIVE =
  /^(?:script|iframe|frame|object|embed|applet|link|base|svg|math|form|input|button|textarea|select|video|audio|source|template|noscript|portal|image)$/

describe('a hostile mail', () => {
  it.each(HOSTILE.map((source) => [source.replace(/\s+/g, ' ').slice(0, 90), source]))(
    '%s · leaves nothing that runs or loads',
    (_, source) => {
      const { html, csp, sandbox } = render(source)
      const found = attributesOf(html)
      expect(found.filter(({ tag }) => ACTIVE.test(tag))).toEqual([])
      expect(
        found.filter(({ name }) =>
          /^on|^(?:srcset|srcdoc|action|formaction|ping|poster|data|xlink:href|background)$/.test(name),
        ),
      ).toEqual([])
      const isPicture = (value: string) => value.startsWith('data:image/')
      expect(found.filter(({ name, value }) => name === 'src' && !isPicture(value))).toEqual([])
      expect(found.filter(({ name, value }) => name === 'href' && !/^(?:https?|mailto|tel):/.test(value))).toEqual([])
      const styles = found.filter(({ tag, name }) => name === 'style' || (tag === 'style' && name === 'text'))
      expect(
        styles.filter(({ value }) =>
          /url\(|@import|@font-face|fixed|sticky|expression|behavior|binding|image-set|<\/?[a-z!]/i.test(
            value.replaceAll('--p:fixed', ''),
          ),
        ),
      ).toEqual([])
      expect(csp).toMatch(/^default-src 'none'; img-src data: madoguchi-mail:; /)
      expect(sandbox).toBe('allow-popups')
    },
  )

  it('made by an endless repetition is read within seconds and says when it was cut', () => {
    const attributes = Array.from({ length: 100_000 }, (_, at) => ` a${at}=1`).join('')
    const started = performance.now()
    expect(bodyOf('<div>'.repeat(100_000) + 'innermost')).toContain('innermost')
    expect(bodyOf('<p><b>'.repeat(100_000) + 'innermost')).toContain('innermost')
    expect(bodyOf(`<p${attributes}>told</p>`)).toBe('<p>told</p>')
    expect(bodyOf(`<style>${'a{'.repeat(100_000)}</style>told`)).toContain('told')
    expect(bodyOf(`<style>a{b:${'('.repeat(300_000)}</style>told`)).toContain('told')
    expect(bodyOf(`<style>${'"\n'.repeat(150_000)}</style>told`)).toContain('told')
    const long = render('a '.repeat(2_500_000))
    expect(performance.now() - started).toBeLessThan(30_000)
    expect(long.warnings).toEqual([{ kind: 'cut', text: '', href: '', host: '' }])
    expect(long.html).toContain('このメールは大きすぎるため')
  }, 60_000)
})

describe('an ordinary mail', () => {
  it.each(Object.entries(NEWSLETTERS))(
    '%s raises no warning and becomes the same document when rendered again',
    (_, source) => {
      const once = render(source)
      expect(once.warnings).toEqual([])
      expect(bodyOf(once.html).replaceAll(' data-blocked', '')).toBe(bodyOf(source).replaceAll(' data-blocked', ''))
    },
  )

  it('keeps the look it was given: colours, tables, style sheets, languages', () => {
    const source =
      '<body bgcolor="#eee" dir="ltr"><table width="600" cellpadding="4" style="color: red; width:calc(100% - 2px)"><tbody><tr><td align="right" lang="ja">円</td></tr></tbody></table></body>'
    const { html } = render(source)
    expect(html).toContain('<body bgcolor="#eee" dir="ltr">')
    expect(html).toContain('<table width="600" cellpadding="4" style="color: red; width:calc(100% - 2px);">')
    expect(html).toContain('<td align="right" lang="ja">円</td>')
  })

  it.each([
    ['<!DOCTYPE html><p>x', '<!DOCTYPE html><html>'],
    ['<p>x', '<html>'],
    [
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><p>x',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html>',
    ],
  ])('is laid out in the mode of its doctype: %s', (source, start) => {
    expect(render(source).html.startsWith(start)).toBe(true)
  })

  it('without colours of its own may be shown dark; with colours it keeps its paper', () => {
    expect(render('<p>plain', { dark: true }).html).toContain('color-scheme:dark')
    expect(render('<p style="color:#333">grey', { dark: true }).html).not.toContain('color-scheme:dark')
  })
})

describe('a picture', () => {
  it('on the network is counted and leaves an empty one of its size', () => {
    const { html, remoteCount } = render(
      '<img src="https://img.example.com/a.png" width="600" height="200" alt="新作">',
    )
    expect(remoteCount).toBe(1)
    expect(html).toMatch(/<img src="data:image\/gif;base64,[\w+/=]+" data-blocked width="600" height="200" alt="新作">/)
  })

  it('of unknown size is replaced by its words', () => {
    expect(bodyOf('<img src="https://img.example.com/a.png" alt="新作">')).toBe('<img alt="新作">')
  })

  it('of a width in percent does not become a square over the whole mail', () => {
    const header = atob(/base64,([\w+/=]+)/.exec(bodyOf('<img src="https://img.example.com/a.png" width="100%">'))![1]!)
    expect([6, 7, 8, 9].map((at) => header.charCodeAt(at))).toEqual([600 & 255, 600 >> 8, 24, 0])
  })

  it('on the network is loaded once that was asked for, and the policy allows it only then', () => {
    const source = '<img src="//img.example.com/a.png"><p style="background:red url(https://img.example.com/b.png)">'
    const { html, csp, remoteCount } = render(source, { allowRemote: true })
    expect(html).toContain('<img src="https://img.example.com/a.png">')
    expect(html).toContain('background:red  url(&quot;https://img.example.com/b.png&quot;)')
    expect(csp).toContain('img-src data: madoguchi-mail: https: http:;')
    expect(remoteCount).toBe(2)
    expect(bodyOf(source)).toContain('background:red  none ')
  })

  it('inside the mail is shown from our own protocol, and nowhere else', () => {
    const cid = (id: string) =>
      id === 'a@b' ? 'madoguchi-mail://7/a%40b' : id === 'evil' ? 'https://evil.example/' : null
    expect(bodyOf('<img src="cid:a%40b">', { cid })).toBe('<img src="madoguchi-mail://7/a%40b">')
    expect(bodyOf('<td background="cid:a@b">', { cid })).toBe('')
    expect(bodyOf('<table background="cid:a@b"></table>', { cid })).toBe(
      '<table background="madoguchi-mail://7/a%40b"></table>',
    )
    expect(bodyOf('<img src="cid:evil">', { cid })).toContain('data-blocked')
  })
})

describe('a link', () => {
  it('opens outside the frame and shows its real address', () => {
    expect(bodyOf('<a href="https://shop.example.jp/?a=1&b=2" onclick="x()" title="別の住所">店</a>')).toBe(
      '<a href="https://shop.example.jp/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer" title="https://shop.example.jp/?a=1&amp;b=2">店</a>',
    )
  })

  it.each([
    ['https://shop.example.jp/', 'https://evil.example.com/', ['other-host']],
    ['www.shop.example.jp', 'http://evil.example.com/', ['other-host']],
    ['shop.example.com にログイン', 'https://evil.example.net/', []],
    ['ｗｗｗ．shop．example．jp', 'https://evil.example.com/', ['other-host']],
    ['https://shop\u200b.example.jp', 'https://shop.example.jp/', ['hidden-characters']],
    ['店', 'https://www.shop.example.jp@evil.example.com/', ['user-info']],
    ['店', 'http://192.0.2.7/login', ['ip-host']],
    ['店', 'http://0xC0000207/login', ['ip-host']],
    ['店', 'https://xn--pple-43d.com/', ['look-alike']],
    ['店', 'https://\u0430pple.com/', ['look-alike']],
    ['店', 'https://xn--wgv71a119e.jp/', []],
    ['日本語.jp', 'https://xn--wgv71a119e.jp/', []],
    ['shop.example.co.jp', 'https://other.example.co.jp/', []],
    ['rakuten.co.jp', 'https://evil.co.jp/', ['other-host']],
    ['info@example.jp', 'mailto:info@example.jp?subject=x', []],
    ['info@example.jp', 'mailto:evil@example.com', ['other-address']],
    ['写真.jpg', 'https://cdn.example.com/1.jpg', []],
    ['www.example.jp', 'https://example.jp/', []],
    ['店', 'javascript:alert(1)', ['unsafe-link']],
    ['店', 'file:///C:/x.exe', ['unsafe-link']],
    ['店', '#top', []],
  ])('that says %s and goes to %s is judged', (text, href, kinds) => {
    const { html, warnings } = render(`<a href="${href}">${text}</a>`)
    expect(warnings.map(({ kind }) => kind)).toEqual(kinds)
    expect(html.includes('⚠')).toBe(kinds.length > 0)
  })

  it('that deceives is named by where it really goes', () => {
    const { html, warnings } = render('<a href="https://xn--pple-43d.com/a">https://apple.com/</a>')
    expect(warnings[0]).toEqual({
      kind: 'look-alike',
      text: 'https://apple.com/',
      href: 'https://xn--pple-43d.com/a',
      host: '\u0430pple.com',
    })
    expect(html).toContain('title="実際のリンク先: \u0430pple.com">⚠ \u0430pple.com</span>')
  })
})

describe('the hits of a search', () => {
  const findHits = (text: string) =>
    [...text.matchAll(/返品|<i>/g)].map(({ index, 0: hit }) => ({ start: index, end: index + hit.length }))
  const markedIn = (html: string) =>
    [...bodyOf(html, { findHits }).matchAll(/<mark [^>]*>(.*?)<\/mark>/g)].map(([, hit]) => hit)

  it('are marked in the text, and the text stays text', () => {
    expect(markedIn('<p title="返品">返品と<b>返品</b>と &lt;i&gt;</p>')).toEqual(['返品', '返品', '&lt;i&gt;'])
    expect(bodyOf('<p title="返品">a</p>', { findHits })).toBe('<p title="返品">a</p>')
  })

  it('are not hidden by a style of the mail', () => {
    const { html } = render('<style>mark{display:none}</style><p>返品</p>', { findHits })
    expect(html).toContain('<mark style="all:unset!important;background:')
  })

  it('are marked as far as it costs little', () => {
    const html = `<p>${'<b>返品</b>'.repeat(200_000)}</p>`
    expect(markedIn(html).length).toBeGreaterThan(10_000)
    expect(render(html, { findHits }).html.match(/返品/g)!.length).toBeGreaterThan(markedIn(html).length)
  })
})

describe('a form in a mail', () => {
  it('is shown as what it says and cannot be filled in or sent', () => {
    const body = bodyOf(
      '<form action="https://evil.example/">名前<input value="花子"><input type=hidden value=x><input type=checkbox checked>同意<select><option>一<option selected>二</select><button>送る</button></form>',
    )
    expect(body.replace(/<[^>]*>/g, '')).toBe('名前花子☑同意二送る')
    expect(body).not.toMatch(/<(?:form|input|select|button)/)
  })
})
