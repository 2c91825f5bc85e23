/** How a system is told that a file came from outside, so that Office opens it protected and the system asks before it runs. */
export type DownloadMark =
  { type: 'stream'; path: string; text: string } | { type: 'command'; command: string; args: string[] } | null

/**
 * Windows: the stream Zone.Identifier beside the file, zone 3 (MS-FSCC 5.6.1, read 2026-11-22). macOS: the attribute
 * com.apple.quarantine, flags;time;program. Elsewhere there is no such mark.
 */
export function downloadMark(platform: string, path: string, at: number): DownloadMark {
  if (platform === 'win32')
    return { type: 'stream', path: `${path}:Zone.Identifier`, text: '[ZoneTransfer]\r\nZoneId=3\r\n' }
  if (platform !== 'darwin') return null
  const value = `0081;${Math.floor(at / 1000).toString(16)};Madoguchi;`
  return { type: 'command', command: '/usr/bin/xattr', args: ['-w', 'com.apple.quarantine', value, path] }
}
