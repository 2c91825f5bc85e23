import type { HandlingShare } from '../../preload/domain.ts'

/** In whole percent, rounded down: 100 only when it was all. */
export const percentOf = ({ total, automatic }: Pick<HandlingShare, 'total' | 'automatic'>) =>
  total === 0 ? 0 : Math.floor((automatic / total) * 100)
