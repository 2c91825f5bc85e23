import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useActions } from '../store/context.ts'

type Props = {
  title: string
  /** What the way back is called, and where it leads. */
  back: string
  backTo?: 'inbox' | 'settings'
  /** What else can be done from here, before the way back. */
  children?: ReactNode
}

/** The head of a page that fills the window: its name and the way back. */
export function PageHead({ title, back, backTo = 'inbox', children }: Props) {
  const { showScreen } = useActions()
  return (
    <header className="page__head">
      <h1>{title}</h1>
      {children}
      <button type="button" className="button" onClick={() => showScreen(backTo)}>
        <ArrowLeft size={15} aria-hidden /> {back}
      </button>
    </header>
  )
}
