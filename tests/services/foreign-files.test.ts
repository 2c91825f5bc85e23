import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { downloadMark } from '../../main/core/download-mark.ts'
import { createForeignFiles } from '../../main/services/foreign-files.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { START } from './world.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
function setup(platform: string, more: { run?: (command: string, args: string[]) => Promise<unknown> } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-foreign-'))
  folders.push(folder)
  return { folder, files: createForeignFiles(createFakeClock(START), { platform, folder, ...more }) }
}

it('a saved file carries the mark of the web on Windows', async () => {
  const { folder, files } = setup('win32')
  await files.save(join(folder, '注文書.xlsm'), Buffer.from('x'))
  // Where this is no stream of NTFS, it is a file of that name.
  expect(readFileSync(join(folder, '注文書.xlsm:Zone.Identifier'), 'utf8')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n')
})

it('a copy for looking at carries it too, and cannot be written', async () => {
  const { files } = setup('win32')
  const path = await files.copyToOpen('見積.pdf', Buffer.from('x'))
  expect(readFileSync(`${path}:Zone.Identifier`, 'utf8')).toContain('ZoneId=3')
  expect(statSync(path).mode & 0o222).toBe(0)
})

it('on a Mac the quarantine attribute is set with the time, and a mark that cannot be set loses no file', async () => {
  expect(downloadMark('darwin', '/tmp/a.pdf', Date.parse('2026-11-24T09:00:00+09:00'))).toEqual({
    type: 'command',
    command: '/usr/bin/xattr',
    args: ['-w', 'com.apple.quarantine', '0081;6b04d380;Madoguchi;', '/tmp/a.pdf'],
  })
  const { folder, files } = setup('darwin')
  await files.save(join(folder, 'a.pdf'), Buffer.from('x'))
  expect(readdirSync(folder)).toEqual(['a.pdf'])
})

it('a copy for looking at can be marked, and only then becomes one that cannot be written', async () => {
  // Neither NTFS nor the Mac lets anything be attached to a file that is read-only.
  const modes: number[] = []
  const run = (_command: string, args: string[]) => Promise.resolve(modes.push(statSync(args.at(-1)!).mode & 0o200))
  const path = await setup('darwin', { run }).files.copyToOpen('見積.pdf', Buffer.from('x'))
  expect(modes).toEqual([0o200])
  expect(statSync(path).mode & 0o777).toBe(0o400)
})

it('copies go when the program ends, and at the next start what a killed one left', async () => {
  const { folder, files } = setup('linux')
  await files.copyToOpen('見積.pdf', Buffer.from('x'))
  // No process has so high a number; 1 always runs.
  mkdirSync(join(folder, 'madoguchi-opened-99999999-abc'))
  mkdirSync(join(folder, 'madoguchi-opened-1-abc'))
  mkdirSync(join(folder, 'somebody-elses'))
  await files.clearOld()
  expect(readdirSync(folder).filter((name) => name.includes('99999999'))).toEqual([])
  expect(readdirSync(folder)).toHaveLength(3)
  await files.clearOwn()
  expect(readdirSync(folder).sort()).toEqual(['madoguchi-opened-1-abc', 'somebody-elses'])
})
