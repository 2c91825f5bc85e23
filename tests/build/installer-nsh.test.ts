import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'

const include = fileURLToPath(new URL('../../build/installer.nsh', import.meta.url))
const compiler = '/usr/bin/makensis'
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-nsh-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What electron-builder has defined before it comes to our macros; `isUpdated` asks a plugin of its own there. */
const surroundings = `Unicode true
!include LogicLib.nsh
Name Madoguchi
OutFile "${join(folder, 'madoguchi-trial.exe')}"
InstallDir "$LOCALAPPDATA\\Programs\\madoguchi"
RequestExecutionLevel user
!define APP_ID "jp.madoguchi.app"
!define APP_EXECUTABLE_FILENAME "Madoguchi.exe"
!define SHORTCUT_NAME "窓口"
!macro _isUpdated _a _b _t _f
  !insertmacro _== "$1" "updated" \`\${_t}\` \`\${_f}\`
!macroend
!define isUpdated \`"" isUpdated ""\`
!include "${include}"
Section
  WriteUninstaller "$INSTDIR\\uninstall.exe"
  !insertmacro customInstall
SectionEnd
Section Uninstall
  !insertmacro customUnInstall
SectionEnd
`

/** As electron-builder calls it: a warning is an error. */
async function compile(script: string): Promise<string> {
  const file = join(folder, 'setup.nsi')
  writeFileSync(file, script)
  const run = promisify(execFile)(compiler, ['-WX', '-INPUTCHARSET', 'UTF8', file])
  const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(error.stdout + error.stderr)
  })
  return stdout
}

describe.skipIf(!existsSync(compiler))(
  "the installer's own steps on Windows (compiled where there is a makensis)",
  () => {
    it('are understood by the compiler, without a warning', async () => {
      expect(await compile(surroundings)).toContain('Install:')
      expect(existsSync(join(folder, 'madoguchi-trial.exe'))).toBe(true)
    })

    it('would not pass with a word it does not know', async () => {
      await expect(compile(surroundings.replace('customUnInstall\n', 'customUnInstal\n'))).rejects.toThrow(
        'customUnInstal',
      )
    })
  },
)
