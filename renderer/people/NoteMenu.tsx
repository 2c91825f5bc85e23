import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import {
  Button,
  Dialog,
  Heading,
  Menu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
} from 'react-aria-components'
import type { MessageView } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { copyText } from '../ui/copy-text.ts'

/** What can be done with an internal note: no source, no quote, and words that may be taken back. */
export function NoteMenu({ message }: { message: MessageView }) {
  const { work, common } = useText()
  const removeNote = useApp((state) => state.removeNote)
  const [isEditing, setEditing] = useState(false)
  return (
    <>
      <MenuTrigger>
        <Button className="icon-button" aria-label={common.more}>
          <EllipsisVertical size={15} aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="menu">
            <MenuItem onAction={() => setEditing(true)}>{work.editNote}</MenuItem>
            <MenuItem onAction={() => copyText(message.text)}>{common.copyText}</MenuItem>
            <MenuItem onAction={() => void removeNote(message.id)}>{work.removeNote}</MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {isEditing && <EditNote message={message} onClose={() => setEditing(false)} />}
    </>
  )
}

function EditNote({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const { work, common } = useText()
  const editNote = useApp((state) => state.editNote)
  const [text, setText] = useState(message.text)
  function save() {
    onClose()
    void editNote(message.id, text.trim())
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="modal">
        <Dialog className="list-dialog">
          <Heading slot="title">{work.note}</Heading>
          <textarea
            className="text-input"
            aria-label={work.note}
            rows={6}
            maxLength={20_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="modal__buttons">
            <button type="button" className="button" onClick={onClose}>
              {common.cancel}
            </button>
            <button type="button" className="button button--primary" disabled={text.trim() === ''} onClick={save}>
              {work.saveNote}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
