import {
  BellRing,
  CircleCheck,
  Hourglass,
  MessageCircleReply,
  TriangleAlert,
  Repeat,
  type LucideIcon,
} from 'lucide-react'
import type { HoldStage } from '../../preload/domain.ts'

export const HOLD_STAGE_ICONS: Record<HoldStage, LucideIcon> = {
  answered: MessageCircleReply,
  'cancel-due': TriangleAlert,
  'reminder-due': BellRing,
  reminded: Repeat,
  request: Hourglass,
  ended: CircleCheck,
}
