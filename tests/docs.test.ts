import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const project = fileURLToPath(new URL('..', import.meta.url))
const pages = ['README.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: project })]

/** What a page links to or shows inside the project, as paths from its top. */
function targetsOf(page: string): string[] {
  const text = readFileSync(join(project, page), 'utf8').replaceAll(/```.*?```/gs, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!.split('#')[0]!)
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(page), target))
}

it('every link and picture of the pages for people leads to something', () => {
  const targets = pages.flatMap((page) => targetsOf(page).map((target) => ({ page, target })))
  expect(targets.length).toBeGreaterThan(40)
  expect(targets.filter(({ target }) => !existsSync(join(project, target)))).toEqual([])
})

it('every picture and page of docs is found from the first page or the README', () => {
  const [found, toRead] = [new Set<string>(), ['README.md', 'docs/index.md']]
  for (let page = toRead.pop(); page !== undefined; page = toRead.pop()) {
    if (found.has(page)) continue
    found.add(page)
    if (page.endsWith('.md')) toRead.push(...targetsOf(page))
  }
  const all = globSync('docs/**/*.{md,png}', { cwd: project }).filter((page) => !page.startsWith('docs/decisions/'))
  expect(all.filter((page) => !found.has(page))).toEqual([])
})
