import { z } from 'zod'
import { LateSends } from './later.ts'
import { SendCheck, WarnWords } from './sending.ts'
import { UpdateWay } from './updates.ts'

export const Language = z.enum(['ja', 'en'])
export type Language = z.infer<typeof Language>
/** "09:00", on a clock of 24 hours. */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
export const Settings = z.object({
  language: Language,
  theme: z.enum(['system', 'light', 'dark']),
  launchAtLogin: z.boolean(),
  closeToTray: z.boolean(),
  notifications: z.boolean(),
  /** Off: a popup names no customer and no subject. */
  showContentInPopups: z.boolean(),
  /** When popups may come, on the clock of the shop; null for always. May run over midnight. */
  alertHours: z.tuple([ClockTime, ClockTime]).nullable(),
  /** How often popups of what nobody has handled come again; null for never. */
  repeatMinutes: z.union([z.literal(5), z.literal(15), z.literal(60)]).nullable(),
  /** How long an answer waits after "send", so that it can be taken back; 0 for not at all. */
  undoSeconds: z.int().min(0).max(60),
  /** A planned answer that is more than two hours late. */
  lateSends: LateSends,
  /** Looks at an answer before it leaves that the shop does not want. */
  checksOff: z.array(SendCheck),
  warnWords: z.array(WarnWords).max(100),
  /** The owner was told that this system keeps passwords without encryption, and agreed. */
  acceptsPlainSecrets: z.boolean(),
  /** How newer versions of the program come. */
  updates: UpdateWay,
  /** A key that opens the window out of every other program. */
  opensByKey: z.boolean(),
  /** `mailto:` links of this PC begin a mail here. */
  takesMailLinks: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

/** What holds where the owner has chosen nothing. */
export const DEFAULT_SETTINGS: Settings = {
  language: 'ja',
  theme: 'system',
  launchAtLogin: false,
  closeToTray: true,
  notifications: true,
  showContentInPopups: true,
  alertHours: ['09:00', '19:00'],
  repeatMinutes: null,
  undoSeconds: 10,
  lateSends: 'ask',
  checksOff: [],
  warnWords: [
    { words: '先に…返送', category: 'defect' },
    { words: '先に…送り返', category: 'defect' },
    { words: '先に…ご返送', category: 'wrong-item' },
  ],
  acceptsPlainSecrets: false,
  updates: 'ask',
  opensByKey: false,
  takesMailLinks: false,
}

export const AppInfo = z.object({
  version: z.string(),
  dataDir: z.string(),
  isDemo: z.boolean(),
  /** Whether the system can keep secrets encrypted. */
  canEncrypt: z.boolean(),
  /** No account and no demo yet: show the first-run window. */
  isFirstRun: z.boolean(),
  /** Where the PC with the data is found, at a PC that has none; null where the data lies here. */
  secondPcOf: z.string().nullable(),
})
export type AppInfo = z.infer<typeof AppInfo>
