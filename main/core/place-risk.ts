/** Why a folder is no place for a database: its locks do not hold there, or something copies its files one by one. */
export type PlaceRisk = 'network' | 'cloud'

/** Folders that a program keeps in step with the cloud, by the names it gives them. */
const CLOUD =
  /(?:^|[\\/])(?:OneDrive(?: - [^\\/]+)?|Dropbox(?: \([^\\/]+\))?|Google ?Drive|My Drive|マイドライブ|iCloud ?Drive|Mobile Documents|CloudStorage|Box(?: Sync)?|Nextcloud|pCloud ?Drive|Yandex\.Disk|SynologyDrive)(?=[\\/]|$)/i
const UNC = /^(?:\\\\|\/\/)(?![?.][\\/])[^\\/]|^\\\\\?\\UNC\\/i

/** `f_type` of statfs(2) for file systems that lie on another machine or behind a program. */
const REMOTE_TYPES = new Set([
  0x517b, // SMB
  0xfe534d42, // SMB2
  0xff534d42, // CIFS
  0x6969, // NFS
  0x65735546, // FUSE: sshfs, rclone, gvfs
  0x01021997, // 9P
  0x5346414f, // AFS
])

export type PlaceFacts = {
  /** As it was given, and where it really leads: a drive letter may stand for a share. */
  path: string
  realPath: string
  platform: string
  /** Of statfs, or null where it cannot be asked. */
  fileSystem: number | null
  /** Folders that the system names as kept in the cloud (%OneDrive% and the like). */
  cloudFolders: readonly string[]
}

/** What speaks against keeping the data there; null for nothing that is known. */
export function riskOfPlace({ path, realPath, platform, fileSystem, cloudFolders }: PlaceFacts): PlaceRisk | null {
  const isWindows = platform === 'win32'
  if (isWindows && (UNC.test(path) || UNC.test(realPath))) return 'network'
  if (platform === 'linux' && fileSystem !== null && REMOTE_TYPES.has(fileSystem)) return 'network'
  const isIn = (folder: string) => folder !== '' && isWithin(realPath, folder, isWindows)
  if (cloudFolders.some(isIn) || CLOUD.test(path) || CLOUD.test(realPath)) return 'cloud'
  return null
}

function isWithin(path: string, folder: string, ignoresCase: boolean): boolean {
  const same = (text: string) => (ignoresCase ? text.toLowerCase().replaceAll('\\', '/') : text).replace(/\/+$/, '')
  return `${same(path)}/`.startsWith(`${same(folder)}/`)
}
