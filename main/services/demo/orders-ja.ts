import type { DemoOrder } from './orders.ts'
import { hanako, ito, sato, suzuki } from './people-ja.ts'

const order = (daysAgo: number, number: string, who: typeof hanako, item: string, total: number): DemoOrder => {
  const state = daysAgo > 7 ? '発送済' : '発送待ち'
  return { daysAgo, number, name: who.name, email: who.address, item, total, state }
}

/** What some of the people who write have bought. */
export const ordersJa: DemoOrder[] = [
  order(10, '123456-20261112-0123456789', hanako, '白磁の豆皿 5枚組', 3850),
  order(48, '123456-20261005-0987654321', hanako, '麻のキッチンクロス', 1980),
  order(190, '123456-20260515-0555123456', hanako, '木のカトラリー', 4620),
  order(6, '123456-20261116-0223344556', sato, '琺瑯の保存容器', 5280),
  order(33, '123456-20261020-0112233445', suzuki, '急須と湯呑みのセット', 7700),
  order(75, '123456-20260908-0998877665', ito, '布張りの手帳', 2860),
]
