/** An empty place says why it is empty and what will fill it. */
export function EmptyNote({ title, next }: { title: string; next: string }) {
  return (
    <div className="empty-note">
      <strong>{title}</strong>
      <p>{next}</p>
    </div>
  )
}
