import { ChevronUp } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { shownAnswerKey } from '../../preload/commands.ts'
import type { TicketId } from '../../preload/domain.ts'
import { focusHoldDue } from '../frame/focus.ts'
import { isMac } from '../commands/CommandKeys.tsx'
import { useApp, useText } from '../store/context.ts'

/** Other ways to send than at once. */
export function SendMenu({ id }: { id: TicketId }) {
  const { holds } = useText()
  const planHold = useApp((state) => state.planHold)
  const hasPlan = useApp((state) => state.drafts.get(id)?.draft.plan.hold != null)
  return (
    <MenuTrigger>
      <Button className="button button--primary send-menu" aria-label={holds.sendMenu}>
        <ChevronUp size={15} aria-hidden />
      </Button>
      <Popover className="popover" placement="top end">
        <Menu className="menu">
          <MenuItem isDisabled={hasPlan} onAction={() => void planHold(id).then(focusHoldDue)}>
            {holds.start}
            <kbd>{shownAnswerKey('hold', isMac())}</kbd>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
