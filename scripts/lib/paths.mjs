import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const isWindows = process.platform === 'win32'

export const projectDir = fileURLToPath(new URL('../..', import.meta.url))
const binDir = join(projectDir, 'node_modules', '.bin')

/** The Node that the project brings along; the system's may be too old for the tools and for better-sqlite3. */
export const nodePath = join(projectDir, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node')

/** What is too large or too slow to make anew for every clone. */
export const cacheDir = join(
  process.env.XDG_CACHE_HOME || (isWindows && process.env.LOCALAPPDATA) || join(homedir(), '.cache'),
  'madoguchi',
)

const searchPath = () => (process.env.PATH ?? '').split(delimiter).filter((folder) => folder && folder !== binDir)

/** For tools of the project: its own Node comes first. */
export const toolEnv = () => ({ ...process.env, PATH: [binDir, ...searchPath()].join(delimiter) })

/** For npm itself: it must not run on a Node that it is about to replace. */
export const npmEnv = () => ({ ...process.env, PATH: searchPath().join(delimiter), npm_config_loglevel: 'error' })
