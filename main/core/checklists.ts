import type { ChecklistId, ChecklistInfo, StaffId, TicketChecklist } from '../../preload/domain.ts'

type Lists = readonly TicketChecklist[]
type Step = TicketChecklist['steps'][number]

/** Closing the ticket is this step. */
const FINISH = 'finish'
const isDone = ({ doneAt }: Step) => doneAt !== null

/** A copy of the definition; a list that runs already goes on. */
export function startChecklist(lists: Lists, { id, name, steps }: ChecklistInfo): TicketChecklist[] {
  if (lists.some(({ checklistId }) => checklistId === id)) return [...lists]
  return [...lists, { checklistId: id, name, steps: steps.map((step) => ({ ...step, doneAt: null, doneBy: null })) }]
}

export const stopChecklist = (lists: Lists, id: ChecklistId): TicketChecklist[] =>
  lists.filter(({ checklistId }) => checklistId !== id)

/** Lists on which nothing was done yet go: a category that was given by mistake leaves nothing behind. */
export const withoutUntouched = (lists: Lists, ids: readonly ChecklistId[]): TicketChecklist[] =>
  lists.filter(({ checklistId, steps }) => !ids.includes(checklistId) || steps.some(isDone))

/** `done` is null to take the tick away. A step that does not exist changes nothing. */
export function tickStep(
  lists: Lists,
  id: ChecklistId,
  index: number,
  done: { at: number; by: StaffId | null } | null,
): TicketChecklist[] {
  return lists.map((list) =>
    list.checklistId === id
      ? { ...list, steps: list.steps.map((step, at) => (at === index ? ticked(step, done) : step)) }
      : list,
  )
}

function ticked(step: Step, done: { at: number; by: StaffId | null } | null): Step {
  return { ...step, doneAt: done?.at ?? null, doneBy: done?.by ?? null }
}

/** What would be missed if the ticket were closed now. */
export const openSteps = (lists: Lists): string[] =>
  lists.flatMap(({ steps }) => steps.filter((step) => !isDone(step) && step.key !== FINISH).map(({ label }) => label))

/** Closing does the last step of lists on which everything else is done. */
export function finishLists(lists: Lists, done: { at: number; by: StaffId | null }): TicketChecklist[] {
  return lists.map((list) =>
    openSteps([list]).length > 0
      ? list
      : { ...list, steps: list.steps.map((step) => (isDone(step) ? step : ticked(step, done))) },
  )
}

/** The ticket goes on: its last step is not done after all. */
export function unfinishLists(lists: Lists): TicketChecklist[] {
  const undo = (step: Step) => (step.key === FINISH ? ticked(step, null) : step)
  return lists.map((list) => ({ ...list, steps: list.steps.map(undo) }))
}

/** Two tickets become one: a list that runs on both keeps every tick, the earlier one of two. */
export function combineLists(kept: Lists, moved: Lists): TicketChecklist[] {
  const both = kept.map((list) => {
    const twin = moved.find(({ checklistId }) => checklistId === list.checklistId)
    if (!twin) return list
    return { ...list, steps: list.steps.map((step, index) => earlier(step, twin.steps[index])) }
  })
  return [...both, ...moved.filter(({ checklistId }) => !kept.some((list) => list.checklistId === checklistId))]
}

function earlier(step: Step, other: Step | undefined): Step {
  if (!other || other.label !== step.label || other.doneAt === null) return step
  return step.doneAt === null || other.doneAt < step.doneAt
    ? { ...step, doneAt: other.doneAt, doneBy: other.doneBy }
    : step
}

export function countSteps(lists: Lists): { done: number; total: number } {
  const steps = lists.flatMap((list) => list.steps)
  return { done: steps.filter(isDone).length, total: steps.length }
}
