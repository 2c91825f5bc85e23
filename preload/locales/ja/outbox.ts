export const outbox = {
  title: '送信待ち',
  explain: '送信できなかった返信と、これから送る返信です。同じ返信が二度送られることはありません。',
  groups: {
    unclear: {
      title: '届いたか分からないもの',
      next: '送信の途中で回線が切れました。届いていたかどうかを確かめて、どちらかを選んでください。',
    },
    failed: { title: '送信できなかったもの', next: '相手のサーバーに断られました。宛先や内容を直してください。' },
    held: { title: '止めているもの', next: 'アカウントの設定を直すと、送信を再開します。' },
    queued: { title: 'これから送るもの', next: 'つながり次第、自動で送ります。' },
  },
  empty: {
    title: '送信待ちの返信はありません',
    next: '送信した返信は、相手のサーバーが受け取るまでここに表示されます。',
  },
  reasons: {
    paused: 'アカウントを止めています。設定で再開すると送ります。',
    interrupted: '送っている途中で、この窓口が終了しました。',
    noLine: 'サーバーにつながりませんでした。つながるまで、自動で繰り返します。',
  },
  columns: { to: '宛先', subject: '件名', state: '状態' },
  attempts: (n: number) => `${n}回試しました`,
  serverReply: (words: string) => `サーバーの返事:${words}`,
  retry: '今すぐ送信',
  cancel: '下書きに戻す',
  open: '問い合わせを開く',
  decideSent: '届いていた（送信済みにする）',
  decideNotSent: '届いていない（下書きに戻す）',
  unclearHelp:
    '相手に確かめるか、メールサーバーの「送信済み」フォルダーをご覧ください。勝手に送り直すことはありません。',
  fixAccount: 'アカウントの設定を開く',
}
