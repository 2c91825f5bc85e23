import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { StaffId } from '../../preload/domain.ts'
import { USUAL_PORT } from './pairing-code.ts'

const PairedPc = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The key of its line, sealed, in base64. */
  box: z.string(),
  staffId: StaffId.nullable(),
  pairedAt: z.number(),
  seenAt: z.number(),
})
export type PairedPc = z.infer<typeof PairedPc>
const HostFile = z.object({ isOn: z.boolean(), port: z.int().min(1).max(65_535), pcs: z.array(PairedPc) })
export type HostFile = z.infer<typeof HostFile>

const NOBODY: HostFile = { isOn: false, port: USUAL_PORT, pcs: [] }

/**
 * Which PCs may come, in a file beside the store and not in it: keys are no part of a backup, and a shop that moves to
 * another PC lets its PCs in anew.
 */
export function createPairedPcs(path: string) {
  let file = read(path)
  return {
    get: (): HostFile => file,
    find: (id: string): PairedPc | null => file.pcs.find((pc) => pc.id === id) ?? null,
    change(next: Partial<HostFile>): void {
      file = { ...file, ...next }
      writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}

function read(path: string): HostFile {
  try {
    return HostFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return NOBODY
  }
}
