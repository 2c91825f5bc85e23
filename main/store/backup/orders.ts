import type { ErrorCode } from '../../../preload/errors.ts'
import { packUp, unpackMoving, type PackUpOrder, type UnpackOrder } from './moving.ts'
import { prepareRestore, type PrepareOrder } from './prepare.ts'
import { writeBackup, type BackupOrder } from './write.ts'

/** What the thread for backups is asked to do, one thing at a time. */
export type WorkerOrder = BackupOrder | PrepareOrder | PackUpOrder | UnpackOrder
export type WorkerAnswer =
  { ok: true; value: unknown } | { ok: false; error: { code: ErrorCode; reason: string | null; message: string } }

export function runOrder(order: WorkerOrder): Promise<unknown> {
  if (order.type === 'backup') return writeBackup(order)
  if (order.type === 'prepare') return prepareRestore(order)
  return order.type === 'unpack' ? unpackMoving(order) : packUp(order)
}
