import type { ReactNode } from 'react'

type Props = { title: string; next: string; children?: ReactNode }

/** An empty place says why it is empty and what will fill it. */
export function EmptyNote({ title, next, children }: Props) {
  return (
    <div className="empty-note">
      <strong>{title}</strong>
      <p>{next}</p>
      {children !== undefined && <div className="empty-note__ways">{children}</div>}
    </div>
  )
}
