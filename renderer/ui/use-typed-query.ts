import { useEffect, useRef, useState, type ChangeEvent, type CompositionEvent } from 'react'

/** For keys that come together. To ask in vain costs main some ten milliseconds. */
const SEARCH_AFTER_MS = 50

/**
 * What somebody types to look for, told a moment after the last key. Half-converted kana are no query, so nothing is told
 * while an IME converts.
 */
export function useTypedQuery(first: string, onQuery: (query: string) => void) {
  const [typed, setTyped] = useState(first)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isConverting = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])

  function tellSoon(value: string) {
    clearTimeout(timer.current)
    if (!isConverting.current) timer.current = setTimeout(() => onQuery(value), SEARCH_AFTER_MS)
  }
  return {
    typed,
    setTyped,
    /** Sets the text and tells it at once. */
    tellNow(value: string) {
      clearTimeout(timer.current)
      setTyped(value)
      onQuery(value)
    },
    inputProps: {
      value: typed,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        setTyped(event.target.value)
        tellSoon(event.target.value)
      },
      onCompositionStart: () => {
        isConverting.current = true
        clearTimeout(timer.current)
      },
      onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
        isConverting.current = false
        tellSoon(event.currentTarget.value)
      },
    },
  }
}
