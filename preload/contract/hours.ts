import { z } from 'zod'
import { Instant, ShopId, TicketId } from '../domain.ts'
import { DayPreview, HolidayList, HoursProblem, PolicyInfo, PolicyPreset, ShopHours } from '../domain/hours.ts'
import { nothing, type Method } from './method.ts'

/** How many open deadlines a change moved; `isPending` while the rest of very many is still being computed. */
const Recomputed = z.object({ changed: z.int(), isPending: z.boolean() })
const Policies = z.array(PolicyInfo)

export const hoursMethods = {
  'hours.get': {
    input: z.strictObject({ shopId: ShopId }),
    output: z.object({ hours: ShopHours, holidayList: HolidayList }),
  },
  /** `invalid-input` for hours in which a preview finds a problem. */
  'hours.set': { input: z.strictObject({ shopId: ShopId, hours: ShopHours }), output: Recomputed },
  /** What each day would be, from the first of a month on. No days while there is a problem. */
  'hours.preview': {
    input: z.strictObject({
      hours: ShopHours,
      month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
      months: z.int().min(1).max(12),
    }),
    output: z.object({ days: z.array(DayPreview), problems: z.array(HoursProblem) }),
  },

  'policies.list': { input: nothing, output: Policies },
  /** Changes the policy of this id, or adds it as the first. */
  'policies.save': { input: z.strictObject({ policy: PolicyInfo }), output: Recomputed },
  'policies.remove': { input: z.strictObject({ id: z.string().max(60) }), output: Recomputed },
  /** All ids, first to last. `conflict` when a policy is missing or unknown. */
  'policies.reorder': { input: z.strictObject({ ids: z.array(z.string().max(60)).max(200) }), output: Recomputed },
  /** All anew, as one of the presets. Taken back by `policies.replace` with what was there. */
  'policies.reset': { input: z.strictObject({ preset: PolicyPreset }), output: Recomputed },
  'policies.replace': { input: z.strictObject({ policies: Policies.max(200) }), output: Recomputed },

  /** A date set by hand, which takes the place of what runs; null takes it away. Gives the date that was set before. */
  'deadlines.setManual': {
    input: z.strictObject({ ticketId: TicketId, dueAt: Instant.nullable() }),
    output: z.object({ before: Instant.nullable() }),
  },
  /** The times the menu of a ticket offers, on the clock of its shop. */
  'deadlines.offers': {
    input: z.strictObject({ ticketId: TicketId }),
    output: z.object({
      /** When the shop closes today; null when it is closed or has closed. */
      todayAt: Instant.nullable(),
      tomorrowAt: Instant,
      nextBusinessDayAt: Instant.nullable(),
      timeZone: z.string(),
    }),
  },
} as const satisfies Record<string, Method>
