import { expect, it, vi } from 'vitest'
import { APP_POLICY, fileOfPage } from '../../main/platform/app-pages.ts'

vi.mock('electron', () => ({ protocol: {} }))

it('serves the files of the window and nothing beside them', () => {
  expect(fileOfPage('app://madoguchi/index.html', '/out/renderer')).toBe('/out/renderer/index.html')
  expect(fileOfPage('app://madoguchi/assets/index-1.js', '/out/renderer')).toBe('/out/renderer/assets/index-1.js')
})

it('keeps an address that climbs within its folder', () => {
  expect(fileOfPage('app://madoguchi/%2e%2e/main/index.js', '/out/renderer')).toBe('/out/renderer/main/index.js')
})

it.each([
  'app://madoguchi/..%2fmain%2findex.js',
  'app://madoguchi/..%5cmain%5cindex.js',
  'app://madoguchi/%00index.html',
  'app://madoguchi/%E0%A4%A',
  'app://madoguchi/assets/index.js.map',
  'app://madoguchi/',
  'app://another/index.html',
  'file:///out/renderer/index.html',
])('does not serve %s', (url) => {
  expect(fileOfPage(url, '/out/renderer')).toBeNull()
})

it('runs no script that does not lie among these files', () => {
  expect(APP_POLICY).toContain(`script-src 'self';`)
  expect(APP_POLICY).not.toMatch(/unsafe|https?:|\*/)
})
