import { textOf, type JournalSentence, type PeopleJournalType } from '../words.ts'

/** What was still open when a ticket was closed all the same. */
export const stepsLeft = (steps: unknown) =>
  Array.isArray(steps) && steps.length > 0 ? `(未完了の手順:${steps.map(textOf).join('、')})` : ''

export const peopleJournal: Record<PeopleJournalType, JournalSentence> = {
  'ticket.seen': () => '開いて読みました',
  'ticket.categorised': ({ label, labelBefore }) =>
    textOf(label)
      ? `カテゴリを${textOf(labelBefore) ? `「${textOf(labelBefore)}」から` : ''}「${textOf(label)}」にしました`
      : `カテゴリ${textOf(labelBefore) ? `「${textOf(labelBefore)}」` : ''}を外しました`,
  'ticket.preventable': ({ isPreventable }) =>
    isPreventable === null
      ? '「防げた?」をカテゴリのとおりに戻しました'
      : isPreventable
        ? '「防げた」にしました'
        : '「防げなかった」にしました',
  'ticket.assigned': ({ name, nameBefore }) =>
    textOf(name)
      ? `担当を${textOf(nameBefore) ? ` ${textOf(nameBefore)} から` : ''} ${textOf(name)} にしました`
      : `担当${textOf(nameBefore) ? `（${textOf(nameBefore)}）` : ''}を外しました`,
  'checklist.started': ({ name }) => `チェックリスト「${textOf(name)}」を始めました`,
  'checklist.stopped': ({ name }) => `チェックリスト「${textOf(name)}」を外しました`,
  'step.done': ({ label }) => `「${textOf(label)}」を済ませました`,
  'step.undone': ({ label }) => `「${textOf(label)}」をまだに戻しました`,
  'note.added': () => '社内メモを書きました',
  'note.edited': ({ before }) => `社内メモを書き直しました(前の内容:${textOf(before)})`,
  'note.removed': () => '社内メモを消しました',
  'note.restored': () => '社内メモを戻しました',
  'call.noted': ({ isCallBack }) => (isCallBack ? '電話メモを書きました(折り返し待ち)' : '電話メモを書きました'),
  'call.undone': () => '電話メモを取り消し、メールに戻しました',
  'category.saved': ({ label }) => `カテゴリ「${textOf(label)}」を保存しました`,
  'category.removed': () => 'カテゴリを外しました',
  'category.restored': () => 'カテゴリを戻しました',
  'checklist.saved': ({ name }) => `チェックリスト「${textOf(name)}」を保存しました`,
  'checklist.removed': () => 'チェックリストを外しました',
  'checklist.restored': () => 'チェックリストを戻しました',
  'staff.saved': ({ name }) => `スタッフ「${textOf(name)}」を保存しました`,
  'staff.removed': () => 'スタッフを外しました',
  'staff.restored': () => 'スタッフを戻しました',
  'staff.switched': () => '担当者を切り替えました',
}
