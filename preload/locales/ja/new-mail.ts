/** A mail that the shop begins. */
export const newMail = {
  title: '新しいメール',
  from: '差出人（お店）',
  choose: 'どのお店から送るか選んでください',
  account: (shop: string, address: string) => (shop ? `${shop}（${address}）` : address),
  hint: '本文は、次の画面の返信欄で書きます。定型文と署名もそこで入ります。送るまでは「要対応」に残ります。',
  hintOfLink: 'この本文は、リンクに書かれていたものです。次の画面の返信欄で直せます。',
  begin: '本文を書く',
  closeFirst: '開いている入力画面を閉じてから、もう一度メールのリンクを押してください',
  noAccount: 'メールのアカウントがまだありません。設定で追加してから、メールをお書きください。',
}
