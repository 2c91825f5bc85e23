/** Draws the PNGs, the ICO and the ICNS of build/icons from the SVGs beside them, with ImageMagick. Run it after changing a drawing. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectDir } from './lib/paths.mjs'
import { capture, runMain } from './lib/run.mjs'

const folder = join(projectDir, 'build', 'icons')
const pictures = [
  ['icon.svg', 512, 'icon.png'],
  ['icon.svg', 1024, 'app.png'],
  ['tray.svg', 16, 'tray.png'],
  ['tray.svg', 32, 'tray@2x.png'],
  ['tray-template.svg', 16, 'trayTemplate.png'],
  ['tray-template.svg', 32, 'trayTemplate@2x.png'],
  ['badge.svg', 32, 'badge.png'],
]
/** The sizes that menus of Linux look for (index.theme of the theme hicolor); a larger one they do not find. */
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]
/** What an ICNS calls each size, that of twice as many pixels on a fine screen included (`iconutil` writes the same). */
const icnsTypes = {
  icp4: 16,
  icp5: 32,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
}

await runMain(async () => {
  for (const [drawing, size, picture] of pictures) await draw(drawing, size, join(folder, picture))
  await mkdir(join(folder, 'linux'), { recursive: true })
  for (const size of linuxSizes) await draw('icon.svg', size, join(folder, 'linux', `${size}x${size}.png`))
  // What Windows shows of a program, its shortcut and its installer: every size it asks for in one file.
  const sizes = 'icon:auto-resize=256,128,64,48,32,24,16'
  await capture('convert', [join(folder, 'app.png'), '-define', sizes, join(folder, 'app.ico')])
  await writeFile(join(folder, 'app.icns'), await icns())
  return 0
})

/** Drawn larger first: the renderer of vectors does not smooth edges at these sizes. */
function draw(drawing, size, picture) {
  const large = ['-background', 'none', '-size', '2048x2048', join(folder, drawing), '-resize', `${size}x${size}`]
  return capture('convert', [...large, '-strip', picture])
}

/** A Mac's icon: PNGs one after another, each behind its name and its length. */
async function icns() {
  const drawn = await mkdtemp(join(tmpdir(), 'madoguchi-icons-'))
  const parts = []
  for (const [type, size] of Object.entries(icnsTypes)) {
    const file = join(drawn, `${size}.png`)
    await draw('icon.svg', size, file)
    parts.push(chunk(type, await readFile(file)))
  }
  await rm(drawn, { recursive: true })
  return chunk('icns', Buffer.concat(parts))
}

function chunk(name, content) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + head.length, 4)
  return Buffer.concat([head, content])
}
