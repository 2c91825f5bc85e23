import type { DemoOrder } from './orders.ts'

/** What some of the people who write have bought. */
export const ordersEn: DemoOrder[] = [
  {
    daysAgo: 9,
    number: 'LC-20931',
    name: 'Emma Clarke',
    email: 'emma.clarke@example.com',
    item: 'Blue teapot',
    total: 42,
    state: 'fulfilled',
  },
  {
    daysAgo: 64,
    number: 'LC-19877',
    name: 'Emma Clarke',
    email: 'emma.clarke@example.com',
    item: 'Saucers (set of 4)',
    total: 28.5,
    state: 'fulfilled',
  },
  {
    daysAgo: 5,
    number: 'LC-21002',
    name: 'Liam Novak',
    email: 'liam.novak@example.net',
    item: 'White vase',
    total: 36,
    state: 'unfulfilled',
  },
]
