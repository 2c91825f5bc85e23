import { ChevronUp } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { shownAnswerKey } from '../../preload/commands.ts'
import type { TicketId } from '../../preload/domain.ts'
import { focusHoldDue } from '../frame/focus.ts'
import { isMac } from '../commands/CommandKeys.tsx'
import { useApp, useText } from '../store/context.ts'
import type { SendOptions } from '../store/drafts.ts'
import { useMayResolve } from './use-may-resolve.ts'

type Props = { id: TicketId; isReady: boolean; onSend: (options: SendOptions) => void }

/** Other ways to send than at once. */
export function SendMenu({ id, isReady, onSend }: Props) {
  const { commands, holds } = useText()
  const planHold = useApp((state) => state.planHold)
  const hasPlan = useApp((state) => state.drafts.get(id)?.draft.plan.hold != null)
  const mayResolve = useMayResolve(id)
  return (
    <MenuTrigger>
      <Button className="button button--primary send-menu" aria-label={holds.sendMenu}>
        <ChevronUp size={15} aria-hidden />
      </Button>
      <Popover className="popover" placement="top end">
        <Menu className="menu">
          <MenuItem isDisabled={!isReady} onAction={() => onSend({ after: 'next' })}>
            {commands.names.sendAndNext}
            <kbd>{shownAnswerKey('sendAndNext', isMac())}</kbd>
          </MenuItem>
          <MenuItem isDisabled={!isReady || !mayResolve} onAction={() => onSend({ after: 'resolve' })}>
            {commands.names.sendAndResolve}
            <kbd>{shownAnswerKey('sendAndResolve', isMac())}</kbd>
          </MenuItem>
          <MenuItem isDisabled={hasPlan} onAction={() => void planHold(id).then(focusHoldDue)}>
            {holds.start}
            <kbd>{shownAnswerKey('hold', isMac())}</kbd>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
