import { describe, expect, it } from 'vitest'
import { safeNameOf } from '../../main/channels/mail/read/safe-name.ts'
import { isRiskyFile } from '../../main/core/risky-files.ts'

const isRisky = (name: string, type = 'application/octet-stream') =>
  isRiskyFile({ name, safeName: safeNameOf(name, type, 1), type })

describe('a file that may run something when it is opened', () => {
  it.each([
    ['請求書.exe'],
    ['請求書.PDF.Exe'],
    ['見積.docm'],
    ['注文.lnk'],
    // What is opened is the safe name, which these become.
    ['請求書.exe\u200b'],
    ['請求書.e\u00adxe'],
    ['請求書.exe/'],
    ['請求書.exe\\.'],
    ['請求書.exe\u3164'],
    ['注文.search-ms'],
    ['注文.rdp'],
    ['注文.wsb'],
    ['注文.appinstaller'],
    ['注文.iqy'],
    ['注文.one'],
    ['注文.inetloc'],
    ['注文.mobileconfig'],
    ['注文.desktop'],
    ['注文.AppImage'],
    ['注文.deb'],
  ])('%j', (name) => {
    expect(isRisky(name)).toBe(true)
  })

  it('by its type, whatever it is called', () => {
    expect(isRisky('写真', 'application/x-msdownload')).toBe(true)
    expect(isRisky('お知らせ.txt', 'text/html')).toBe(true)
  })
})

it('is none of those that a shop gets every day', () => {
  for (const name of ['請求書.pdf', '写真.JPG', '注文.xlsx', '送り状.csv', '資料.zip', '伝票.docx', '図面.ai', 'exe'])
    expect({ name, isRisky: isRisky(name) }).toEqual({ name, isRisky: false })
})
