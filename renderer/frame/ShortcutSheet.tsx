import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useApp, useText } from '../store/context.ts'

export function ShortcutSheet() {
  const { shortcuts, common, work, rulePage } = useText()
  const isOpen = useApp((state) => state.isShortcutSheetOpen)
  const setOpen = useApp((state) => state.setShortcutSheet)
  const groups: [string, [string[], string][]][] = [
    [
      shortcuts.groups.list,
      [
        [['j', 'k'], shortcuts.move],
        [['Enter'], shortcuts.open],
        [['x'], shortcuts.select],
        [['/'], shortcuts.search],
        [['Esc'], shortcuts.escape],
      ],
    ],
    [
      shortcuts.groups.ticket,
      [
        [['r'], shortcuts.reply],
        [['h'], shortcuts.hold],
        [['t'], shortcuts.template],
        [[';'], shortcuts.phrase],
        [['e'], shortcuts.resolve],
        [['s'], shortcuts.snooze],
        [['Shift+E'], shortcuts.close],
        [['c'], work.shortcuts.category],
        [['a'], work.shortcuts.assign],
        [['n'], work.shortcuts.note],
        [['u'], shortcuts.undo],
        [['Ctrl+Enter'], shortcuts.send],
      ],
    ],
    [
      shortcuts.groups.go,
      [
        [['g', 'i'], shortcuts.goInbox],
        [['g', 'd'], shortcuts.goOverdue],
        [['g', 'w'], shortcuts.goWaiting],
        [['g', 'h'], shortcuts.goHolds],
        [['g', 'o'], shortcuts.goOutbox],
        [['g', 's'], shortcuts.goSettings],
        [['g', 't'], shortcuts.goTemplates],
        [['g', 'r'], rulePage.goRules],
      ],
    ],
    [
      shortcuts.groups.other,
      [
        [['Ctrl+Shift+P'], work.shortcuts.memo],
        [['Shift+R'], shortcuts.sync],
        [['?'], shortcuts.help],
      ],
    ],
  ]
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={setOpen} isDismissable>
      <Modal className="modal">
        <Dialog className="sheet">
          <Heading slot="title">{shortcuts.title}</Heading>
          <div className="sheet__groups">
            {groups.map(([title, keys]) => (
              <section key={title}>
                <h3>{title}</h3>
                <dl>
                  {keys.map(([names, what]) => (
                    <div key={what}>
                      <dt>
                        {names.map((name) => (
                          <kbd key={name}>{name}</kbd>
                        ))}
                      </dt>
                      <dd>{what}</dd>
                    </div>
                  ))}
                </dl>
              </section>
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
