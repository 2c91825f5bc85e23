import type { ErrorWords } from '../words.ts'

export const erasing = {
  /** On the card of a customer. */
  open: 'お客さまのデータを消す…',
  gone: (tickets: number, messages: number) =>
    `問い合わせ${tickets}件・メッセージ${messages}通の本文、件名、添付ファイル、元のメールと、名前・連絡先・メモを消します。検索でも見つからなくなります。元に戻せません。`,
  addresses: (list: readonly string[]) => `連絡先: ${list.join('、')}`,
  stays: [
    '問い合わせの番号、日時、対応の記録（いつ・だれが）は残ります。',
    'メールのサーバーにあるメールは消えません。必要なら、メールサービスの画面で消してください。',
  ],
  backups: (days: number | null) =>
    days === null
      ? '毎日のバックアップがオフのため、これまでのバックアップには残ったままです。いらないものは、保存先から消してください。'
      : `これまでのバックアップには、古いものが消えるまで最長${days}日残ります。`,
  setAside: (folders: readonly string[]) =>
    `戻す前のデータにも残っています。いらなくなったら、データの場所にあるフォルダーごと消してください: ${folders.join('、')}`,
  law: '注文や支払いの記録は、法律で保存が必要なことがあります。先にご確認ください。',
  confirm: '消す',
  done: (name: string) => `${name}さまのデータを消しました`,

  retention: '古い問い合わせの内容を消す',
  retentionHint: '完了から長くたった問い合わせの本文と元のメールを、自動で消します。番号と日時は残ります。',
  never: '消さない',
  after: (months: number) => (months % 12 === 0 ? `${months / 12}年後` : `${months}か月後`),
  retentionTitle: '古い問い合わせの内容を消しますか',
  retentionBody: (tickets: number, months: number) => {
    const span = months % 12 === 0 ? `${months / 12}年` : `${months}か月`
    const now = tickets === 0 ? 'は、今はありません' : `が、今 ${tickets.toLocaleString('ja-JP')}件あります`
    return `最後のメッセージから${span}たった完了の問い合わせ${now}。${tickets === 0 ? '' : 'これらの内容を消し、'}これからも、${span}たったものから毎日消していきます。元に戻せません。`
  },
  retentionConfirm: '消すことにする',

  export: '書き出し',
  exportHint:
    'すべての問い合わせを、ほかのソフトで開ける形で保存します。社内メモと電話メモは、CSVとJSONにだけ入ります。',
  formats: { csv: '表（CSV）', json: 'JSON', mbox: 'メール（mbox）', eml: 'メール（emlのフォルダー）' },
  saved: (count: number, path: string) => `${count.toLocaleString('ja-JP')}通を書き出しました: ${path}`,
  exporting: '書き出しています',
  exported: {
    name: 'madoguchi-export',
    columns: ['番号', '状態', 'お客さま', '日時', '種類', '差出人', '宛先', '件名', '本文'],
    directions: { inbound: '受信', outbound: '送信', note: '社内メモ', call: '電話' },
  },
}

export const erasingReasons: Record<'being-sent', ErrorWords> = {
  'being-sent': {
    what: 'このお客さまへの返信を、今送っています。',
    means: 'データはまだ消していません。',
    next: '送信が終わってから、もう一度お試しください。',
  },
}
