import type { ErrorWords, OrderReasonKey } from '../words.ts'

export const orderReasons: Record<OrderReasonKey, ErrorWords> = {
  'no-table': {
    what: 'このファイルは、注文の表として読めませんでした。',
    means: '注文データは変わっていません。',
    next: 'モールやカートの管理画面から書き出した CSV のファイルを選んでください。',
  },
  'no-order-number': {
    what: '注文番号の列が決まっていません。',
    means: '注文データはまだ取り込んでいません。',
    next: '「注文番号」に、番号の入っている列を選んでください。',
  },
  importing: {
    what: '別の注文データを取り込んでいる途中です。',
    means: '取り込みは続いています。',
    next: '終わるまで少しお待ちください。',
  },
}

/** What customers bought, out of the files of the marketplaces. */
export const orders = {
  title: '注文データ',
  intro:
    'モールやカートから書き出した CSV を取り込むと、お客さまの欄に注文が並びます。データはこのパソコンの中だけに置きます。',
  back: '一覧に戻る',
  open: '注文データを開く',
  choose: 'CSVを取り込む',
  sources: {
    rakuten: '楽天市場（RMS）',
    yahoo: 'Yahoo!ショッピング',
    base: 'BASE',
    shopify: 'Shopify',
    colorme: 'カラーミーショップ',
    other: 'その他',
  },
  encodings: { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', shift_jis: 'Shift_JIS' },
  fileIs: (name: string, source: string, encoding: string) => `${name}（${source}・${encoding}）`,
  remembered: '前に同じ形のファイルで決めた組み合わせです。',
  guessed: '列の名前から見当をつけました。違うところがあれば直してください。',
  shop: 'お店',
  fields: {
    number: '注文番号',
    orderedAt: '注文日時',
    name: 'お客さま名',
    email: 'メールアドレス',
    phone: '電話番号',
    total: '金額',
    currency: '通貨',
    state: '状態',
    item: '商品名',
    quantity: '数量',
  },
  second: (field: string) => `${field}の続き`,
  noColumn: '（なし）',
  needed: '必要です',
  rows: '最初の数行',
  import: '取り込む',
  importing: (percent: number) => `取り込んでいます ${percent}%`,
  imported: (added: number, updated: number, unchanged: number) =>
    `新しい注文${added}件、更新${updated}件、変わりなし${unchanged}件`,
  skipped: (n: number) => `注文番号のない行が${n}行ありました。`,
  lastImport: (name: string, when: string, added: number, updated: number) =>
    `${when}に取り込んだファイル：${name}（新しい注文${added}件、更新${updated}件）`,
  undo: 'この取り込みを取り消す',
  undone: (removed: number, restored: number) =>
    `取り込みを取り消しました（消した注文${removed}件、元に戻した注文${restored}件）`,
  find: '注文番号・名前・メールアドレスで探す',
  count: (n: number) => `${n.toLocaleString('ja-JP')}件`,
  columns: { orderedAt: '注文日', number: '注文番号', name: 'お客さま', items: '商品', total: '金額', state: '状態' },
  amount: (total: number, currency: string) =>
    currency === '' || currency === 'JPY'
      ? `${total.toLocaleString('ja-JP')}円`
      : `${total.toLocaleString('ja-JP')} ${currency}`,
  item: (name: string, quantity: number) => (quantity === 1 ? name : `${name} ×${quantity}`),
  moreItems: (n: number) => `ほか${n}点`,
  openTickets: 'この人のやりとりを見る',
  searchNumber: 'この注文番号のやりとりを探す',
  empty: {
    title: '注文データはまだありません',
    next: '「CSVを取り込む」を押して、書き出したファイルを選んでください。',
  },
  none: { title: '見つかりませんでした', next: '番号や名前を短くして、もう一度お試しください。' },
  panel: '注文の履歴',
  panelSum: (n: number, amount: string) => (n > 1 && amount !== '' ? `${n}件 合計 ${amount}` : `${n}件`),
  found: (n: number) => `注文データ ${n}件`,
}
