import type { PolicyInfo, PolicyPreset } from '../../preload/domain/hours.ts'
import type { DeadlinePolicy } from './deadlines.ts'

const HOUR = 60
const SNS = ['x', 'instagram', 'facebook', 'bluesky', 'mastodon', 'misskey']
const TROUBLE = ['complaint', 'defect', 'wrong-item', 'missing-item']
const BEFORE_SHIPPING = ['order-change', 'address-change', 'cancel']
const ANY = { shopIds: [], channels: [], marketplaces: [], categories: [], phrases: [], customerMarks: [] }

type Change = Partial<Omit<PolicyInfo, 'id' | 'conditions'>> & { conditions?: Partial<PolicyInfo['conditions']> }

function policy(id: string, { conditions, ...change }: Change): PolicyInfo {
  return {
    id,
    name: '',
    isOn: true,
    conditions: { ...ANY, ...conditions },
    clock: 'business',
    firstMinutes: 6 * HOUR,
    nextMinutes: 6 * HOUR,
    warnMinutes: [60, 15],
    capMinutes: null,
    untilShippingCutoff: false,
    ...change,
  }
}

/**
 * The policies of a new shop, the first that fits a ticket holds. Answers within six business hours are what well-liked
 * shops keep; the shorter ones are for what costs more when it waits. All can be changed.
 */
const standard: readonly PolicyInfo[] = [
  // A mall counts its day around the clock, also where something went wrong.
  policy('mall-urgent', {
    conditions: { marketplaces: ['amazon', 'rakuten'], categories: [...TROUBLE, ...BEFORE_SHIPPING] },
    firstMinutes: 2 * HOUR,
    nextMinutes: 4 * HOUR,
    capMinutes: 24 * HOUR,
    warnMinutes: [30, 10],
  }),
  policy('sns-question', {
    conditions: { channels: SNS, categories: ['complaint'] },
    firstMinutes: 5 * HOUR,
    nextMinutes: 3 * HOUR,
  }),
  policy('trouble', {
    conditions: { categories: TROUBLE },
    firstMinutes: 2 * HOUR,
    nextMinutes: 4 * HOUR,
    warnMinutes: [30, 10],
  }),
  policy('before-shipping', {
    conditions: { categories: BEFORE_SHIPPING },
    firstMinutes: 2 * HOUR,
    nextMinutes: 2 * HOUR,
    untilShippingCutoff: true,
    warnMinutes: [30],
  }),
  policy('call-back', {
    conditions: { categories: ['call-back'] },
    firstMinutes: 2 * HOUR,
    nextMinutes: null,
    warnMinutes: [30, 10],
  }),
  // Amazon measures the time to an answer around the clock.
  policy('amazon', {
    conditions: { marketplaces: ['amazon'] },
    clock: 'calendar',
    firstMinutes: 24 * HOUR,
    nextMinutes: 24 * HOUR,
    warnMinutes: [4 * HOUR, HOUR],
  }),
  policy('rmesse', { conditions: { channels: ['rmesse'] }, capMinutes: 24 * HOUR, warnMinutes: [60] }),
  // One working day of the default hours. What follows on chatter is the shop's choice to answer.
  policy('sns-mention', { conditions: { channels: SNS }, nextMinutes: null, warnMinutes: [] }),
  policy('general', {}),
]

const off = (ids: readonly string[]) => (one: PolicyInfo) => (ids.includes(one.id) ? { ...one, isOn: false } : one)
const SNS_POLICIES = ['sns-question', 'sns-mention']

/** 即レス: an hour for whatever takes longer now. */
function quicker(one: PolicyInfo): PolicyInfo {
  if (one.clock === 'calendar') return one
  const hour = (minutes: number | null) => (minutes === null ? null : Math.min(minutes, HOUR))
  const warnMinutes = one.warnMinutes.length === 0 ? [] : [15]
  return { ...one, firstMinutes: hour(one.firstMinutes), nextMinutes: hour(one.nextMinutes), warnMinutes }
}

/** What a shop can choose with one click (ひとり運営, 標準, 楽天中心, 即レス). */
export const policyPresets: Record<PolicyPreset, readonly PolicyInfo[]> = {
  solo: standard.map(off([...SNS_POLICIES, 'call-back', 'rmesse'])),
  standard,
  rakuten: standard.map(off(SNS_POLICIES)),
  quick: standard.map(quicker),
}

/** As the engine reads them: what is off is left out, and so is a condition that names nothing. */
export function toEngine(policies: readonly PolicyInfo[]): DeadlinePolicy[] {
  return policies
    .filter(({ isOn }) => isOn)
    .map(({ name: _, isOn: __, conditions, capMinutes, ...rest }) => ({
      ...rest,
      match: Object.fromEntries(Object.entries(conditions).filter(([, values]) => values.length > 0)),
      ...(capMinutes !== null && { capMinutes }),
    }))
}
