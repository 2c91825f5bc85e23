import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useText } from '../store/context.ts'

/** The fields of a search, each of which can be pressed instead of typed. */
export function SearchHelp({ onField }: { onField: (name: string) => void }) {
  const { list } = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="icon-button" aria-label={list.help}>
        <CircleHelp size={15} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="search-help" aria-label={list.help}>
          <h2>{list.help}</h2>
          <p>{list.helpIntro}</p>
          <ul>
            {list.helpFields.map(([name, what, example]) => (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => {
                    setOpen(false)
                    onField(name)
                  }}
                >
                  <code>{name}</code>
                  <span>{what}</span>
                  <small>
                    <span className="for-readers">{list.helpExample} </span>
                    {example}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
