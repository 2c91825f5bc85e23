import { Fragment } from 'react'

/** Broken between bytes only, so that it can be compared with one on paper. */
export function Fingerprint({ value }: { value: string }) {
  return (
    <code className="fingerprint">
      {value.split(':').map((byte, index) => (
        // The place of a byte is its name: the list never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 && ':'}
          <wbr />
          {byte}
        </Fragment>
      ))}
    </code>
  )
}
