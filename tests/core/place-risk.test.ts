import { expect, it } from 'vitest'
import { riskOfPlace } from '../../main/core/place-risk.ts'

const on = (platform: string, path: string, more: { realPath?: string; type?: number; cloud?: string[] } = {}) =>
  riskOfPlace({
    path,
    realPath: more.realPath ?? path,
    platform,
    fileSystem: more.type ?? null,
    cloudFolders: more.cloud ?? [],
  })

it.each([
  ['C:\\Users\\yamada\\AppData\\Roaming\\Madoguchi\\data'],
  ['D:\\窓口\\data'],
  ['\\\\?\\C:\\Users\\yamada\\data'],
  ['C:\\Users\\yamada\\Dropboxes\\data'],
])('the usual places on Windows are no risk: %s', (path) => {
  expect(on('win32', path)).toBeNull()
})

it.each([
  ['C:\\Users\\yamada\\OneDrive\\窓口', 'cloud'],
  ['C:\\Users\\yamada\\OneDrive - 青葉屋\\窓口', 'cloud'],
  ['C:\\Users\\yamada\\Dropbox\\窓口', 'cloud'],
  ['G:\\マイドライブ\\窓口', 'cloud'],
  ['\\\\nas\\share\\窓口', 'network'],
  ['\\\\?\\UNC\\nas\\share', 'network'],
])('on Windows %s is one: %s', (path, risk) => {
  expect(on('win32', path)).toBe(risk)
})

it('a drive letter that stands for a share is seen through', () => {
  expect(on('win32', 'Z:\\窓口', { realPath: '\\\\nas\\share\\窓口' })).toBe('network')
})

it('a folder that Windows names as OneDrive is one under any name', () => {
  const cloud = ['C:\\Users\\yamada\\クラウド']
  expect(on('win32', 'c:\\users\\YAMADA\\クラウド\\data', { cloud })).toBe('cloud')
  expect(on('win32', 'C:\\Users\\yamada\\クラウド以外\\data', { cloud })).toBeNull()
})

it.each([
  ['/Users/yamada/Library/Mobile Documents/com~apple~CloudDocs/窓口', 'cloud'],
  ['/Users/yamada/Library/CloudStorage/GoogleDrive-a@example.com/窓口', 'cloud'],
  ['/Users/yamada/Library/Application Support/Madoguchi/data', null],
])('on a Mac %s: %s', (path, risk) => {
  expect(on('darwin', path)).toBe(risk)
})

it('on Linux the file system says whether it lies on another machine', () => {
  expect(on('linux', '/mnt/shop', { type: 0xff534d42 })).toBe('network')
  expect(on('linux', '/mnt/shop', { type: 0x6969 })).toBe('network')
  expect(on('linux', '/home/yamada', { type: 0xef53 })).toBeNull()
})
