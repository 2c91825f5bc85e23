/** A count beside its view. The rail of icons has no room for more than two digits; the style sheet shows `data-short`. */
export function RailCount({ count }: { count: number }) {
  return (
    <span className="rail__count" data-short={count > 99 ? '99+' : count}>
      {count.toLocaleString()}
    </span>
  )
}
