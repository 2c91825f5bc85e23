/** Draws the PNGs and the ICO of build/icons from the SVGs beside them, with ImageMagick. Run it after changing a drawing. */
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

await runMain(async () => {
  for (const [drawing, size, picture] of pictures) {
    // Drawn larger first: the renderer of vectors does not smooth edges at these sizes.
    const large = ['-background', 'none', '-size', '2048x2048', join(folder, drawing), '-resize', `${size}x${size}`]
    await capture('convert', [...large, '-strip', join(folder, picture)])
  }
  // What Windows shows of a program, its shortcut and its installer: every size it asks for in one file.
  const sizes = 'icon:auto-resize=256,128,64,48,32,24,16'
  await capture('convert', [join(folder, 'app.png'), '-define', sizes, join(folder, 'app.ico')])
  return 0
})
