import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { BackupInfo, BackupState } from '../../preload/domain/backups.ts'

type Method = Extract<
  MethodName,
  `backups.${string}` | `erasing.${string}` | `retention.${string}` | `exports.${string}`
>
type Answers = { [Name in Method]: (input: Input<Name>) => Output<Name> }

const DAY_MS = 86_400_000
const USUAL = '/home/shop/madoguchi/data/backups'

/** Main's side of backups (three of the last days, a moving file with passwords), of erasing and of exports. */
export function createFakeBackups({ now, told }: { now: number; told: () => void }) {
  let state: BackupState = {
    isOn: true,
    folder: USUAL,
    isBesideData: true,
    keepCount: 10,
    keepDays: 60,
    lastSuccessAt: now - 5 * 3_600_000,
    problem: null,
    isRunning: false,
  }
  let months: number | null = null
  const backup = (day: number): BackupInfo => ({
    id: `store/${day}.json`,
    at: now - 5 * 3_600_000 - day * DAY_MS,
    tickets: 1204 - 12 * day,
    messages: 3418 - 31 * day,
    newestAt: now - 5 * 3_600_000 - day * DAY_MS - 600_000,
    bytes: 48_000_000,
    hasSecrets: false,
    isNewer: false,
  })
  const change = (part: Partial<BackupState>) => {
    state = { ...state, ...part }
    told()
    return state
  }

  const handlers: Answers = {
    'backups.state': () => state,
    'backups.set': (part) => change(part as Partial<BackupState>),
    'backups.chooseFolder': ({ isUsual }) =>
      change({ folder: isUsual ? USUAL : '/media/usb', isBesideData: isUsual, lastSuccessAt: null }),
    'backups.run': () => change({ lastSuccessAt: now, problem: null }),
    'backups.list': () => (state.isBesideData ? [backup(0), backup(1), backup(2)] : []),
    'backups.chooseFile': () => ({ ...backup(0), id: 'file', hasSecrets: true }),
    'backups.present': () => ({ tickets: 1210, messages: 3430, newestAt: now - 60_000 }),
    'backups.restore': () => null,
    'erasing.preview': () => ({
      tickets: 3,
      messages: 8,
      addresses: ['hanako@example.com'],
      backupDays: 60,
      setAside: [],
    }),
    'erasing.customer': () => null,
    'retention.get': () => ({ months }),
    'retention.preview': () => ({ tickets: 214 }),
    'retention.set': (next) => {
      months = next.months
      return next
    },
    'exports.save': ({ format }) => ({ path: `/media/usb/madoguchi-export.${format}`, count: 3418 }),
    'backups.packUp': () => ({ path: '/media/usb/madoguchi-20261124.madoguchi' }),
  }
  return { handlers, fail: (problem: string) => change({ problem }) }
}
