import { answers } from './0002/answers.ts'
import { approval } from './0002/approval.ts'
import { categories } from './0002/categories.ts'
import { draftVersions } from './0002/draft-versions.ts'
import { erasing } from './0002/erasing.ts'
import { hours } from './0002/hours.ts'
import { groups } from './0002/groups.ts'
import { holds } from './0002/holds.ts'
import { many } from './0002/many.ts'
import { learnedRules } from './0002/learned-rules.ts'
import { outgoing } from './0002/outgoing.ts'
import { orders } from './0002/orders.ts'
import { rules } from './0002/rules.ts'
import { networkState } from './0002/network-state.ts'
import { posts } from './0002/posts.ts'
import { popups } from './0002/popups.ts'
import { staff } from './0002/staff.ts'
import { templates } from './0002/templates.ts'
import { ticketColumns } from './0002/ticket-columns.ts'

export const version = 2

/** What a ticket waits for, who works on it and what goes on by itself: one part per aggregate. */
export const sql = [
  staff,
  ticketColumns,
  categories,
  holds,
  learnedRules,
  outgoing,
  draftVersions,
  approval,
  many,
  groups,
  orders,
  popups,
  rules,
  templates,
  hours,
  answers,
  posts,
  networkState,
  erasing,
].join('\n')
