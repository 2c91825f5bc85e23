import { useMemo } from 'react'
import type { TicketId } from '../../preload/domain.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { categoryOptions, oftenUsed } from './category-options.ts'
import { ChoiceList } from './ChoiceList.tsx'

const NONE = '-'

/** What one or several tickets are about. */
export function CategoryDialog({ ids, onClose }: { ids: TicketId[]; onClose: () => void }) {
  const { work, common } = useText()
  const store = useAppStore()
  const categories = useApp((state) => state.categories)
  const current = useApp((state) => state.rows.get(ids[0]!)?.category ?? null)
  const setCategory = useApp((state) => state.setCategory)
  const options = useMemo(() => {
    const often = oftenUsed(categories, store.getState().rows)
    const all = categoryOptions(categories, often, current, work.often)
    return current === null ? all : [...all, { key: NONE, label: work.noCategory, group: null }]
  }, [categories, store, current, work])
  function choose(key: string) {
    onClose()
    void setCategory(ids, key === NONE ? null : key)
  }
  return (
    <>
      <ChoiceList label={work.findCategory} options={options} none={work.noneFound} onChoose={choose} />
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </>
  )
}
