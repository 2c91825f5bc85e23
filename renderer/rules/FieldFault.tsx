import type { RuleFault } from '../../preload/locales/rule-names.ts'
import { useText } from '../store/context.ts'

/** What is wrong, in words, beneath the field it is about. */
export function FieldFault({ id, fault }: { id: string; fault: RuleFault | undefined }) {
  const { rulePage } = useText()
  if (fault === undefined) return null
  return (
    <p id={id} className="field__fault">
      {rulePage.faults[fault]}
    </p>
  )
}
