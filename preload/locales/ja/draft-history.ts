export const draftHistory = {
  title: '下書きの履歴',
  none: '前の下書きはまだありません。書き直したとき、送信したとき、捨てたときに、10件まで残ります。',
  preview: '選んだ下書きの内容',
  files: (names: readonly string[]) => `添付: ${names.join('、')}`,
  restore: 'この下書きに戻す',
  reasons: { edited: '書き直す前', sent: '送信したとき', discarded: '捨てたとき', replaced: '履歴から戻す前' },
  restored: '前の下書きに戻しました',
  discarded: '下書きを捨てました',
}
