import { z } from 'zod'
import { AlertId, AlertInfo, AppInfo, HandlingShare, Settings, TicketSummary } from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

export const appMethods = {
  'app.info': { input: nothing, output: AppInfo },
  'app.startDemo': { input: nothing, output: done },
  'settings.get': { input: nothing, output: Settings },
  'settings.set': { input: Settings.partial().strict(), output: Settings },
  /** Shows a popup now; false when the system took none. */
  'settings.testNotification': { input: nothing, output: z.boolean() },
  'settings.showDataFolder': { input: nothing, output: done },
  'stats.handling': { input: z.strictObject({ days: z.int().min(1).max(366) }), output: HandlingShare },
  /** The tickets of the mails that a rule handled in these days, newest mail first; at most 200. */
  'stats.mails': {
    input: z.strictObject({ days: z.int().min(1).max(366), rule: z.string().max(200) }),
    output: z.array(TicketSummary),
  },
  /** Shows the real host and asks before the browser opens. */
  'links.open': { input: z.strictObject({ url: z.string().max(8000) }), output: done },
  'alerts.list': { input: nothing, output: z.array(AlertInfo) },
  'alerts.dismiss': { input: z.strictObject({ ids: z.array(AlertId).max(500) }), output: done },
} as const satisfies Record<string, Method>
