import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { COMMAND_IDS, COMMANDS, shownKeys, type CommandGroup } from '../../preload/commands.ts'
import { CommandKeys, isMac } from '../commands/CommandKeys.tsx'
import { useApp, useText } from '../store/context.ts'

const GROUPS: readonly CommandGroup[] = ['list', 'ticket', 'go', 'other']

/** Every command that has a key, as the registry has it. */
export function ShortcutSheet() {
  const { shortcuts, common } = useText()
  const isOpen = useApp((state) => state.isShortcutSheetOpen)
  const setOpen = useApp((state) => state.setShortcutSheet)
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={setOpen} isDismissable>
      <Modal className="modal">
        <Dialog className="sheet">
          <Heading slot="title">{shortcuts.title}</Heading>
          <div className="sheet__groups">
            {GROUPS.map((group) => (
              <Group key={group} group={group} />
            ))}
          </div>
          <p className="sheet__hint">{shortcuts.hint}</p>
          <button type="button" className="button" onClick={() => setOpen(false)}>
            {common.close}
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Group({ group }: { group: CommandGroup }) {
  const { shortcuts, commands } = useText()
  const ids = COMMAND_IDS.filter((id) => COMMANDS[id].group === group && shownKeys(id, isMac()).length > 0)
  return (
    <section>
      <h3>{shortcuts.groups[group]}</h3>
      <dl>
        {ids.map((id) => (
          <div key={id}>
            <dt>
              <CommandKeys id={id} />
            </dt>
            <dd>{commands.names[id]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
