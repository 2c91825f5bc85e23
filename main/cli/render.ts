import { readFile } from 'node:fs/promises'
import { renderMailHtml } from '../core/mail-html/render.ts'
import type { Command } from './desk.ts'

/** The document that the mail frame gets for an HTML body, remote content not allowed. */
export const runRender: Command = async (args, out) => {
  for (const file of args.words) {
    try {
      const { html, sandbox, csp, warnings } = renderMailHtml(await readFile(file, 'utf8'), {
        allowRemote: false,
        cid: () => null,
      })
      out({ file, ok: true, html, sandbox, csp, warnings })
    } catch (error) {
      out({ file, ok: false, reason: error instanceof Error ? error.message : String(error) })
    }
  }
}
