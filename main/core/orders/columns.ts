import { ORDER_FIELDS, type OrderField, type OrderMapping, type OrderSource } from '../../../preload/domain.ts'

/** Every inner list is columns that together make the field; the first list that a file has whole is taken. */
type Candidates = Record<OrderField, readonly (readonly string[])[]>

/** The column that only files of this source have. Sources and dates of the names: docs/orders.md. */
const SIGNS: readonly (readonly [OrderSource, readonly string[]])[] = [
  ['rakuten', ['注文者姓', '注文番号']],
  ['base', ['注文ID', '氏(請求先)']],
  ['colorme', ['売上ID', '購入者 名前']],
  ['shopify', ['Name', 'Financial Status']],
  ['yahoo', ['OrderId']],
]

const KNOWN: Candidates = {
  number: [['注文番号'], ['注文ID'], ['売上ID'], ['OrderId'], ['Name'], ['受注番号'], ['Order ID'], ['order_number']],
  orderedAt: [
    ['注文日時'],
    ['OrderTime'],
    ['Created at'],
    ['注文日', '注文時間'],
    ['受注日'],
    ['注文日'],
    ['日付'],
    ['Date'],
  ],
  name: [
    ['注文者姓', '注文者名'],
    ['氏(請求先)', '名(請求先)'],
    ['購入者 名前'],
    ['BillName'],
    ['BillLastName', 'BillFirstName'],
    ['Billing Name'],
    ['注文者氏名'],
    ['注文者'],
    ['お名前'],
  ],
  email: [
    ['注文者メールアドレス'],
    ['メールアドレス(請求先)'],
    ['購入者 メールアドレス'],
    ['BillMailAddress'],
    ['Email'],
    ['メールアドレス'],
  ],
  phone: [
    ['注文者電話番号1', '注文者電話番号2', '注文者電話番号3'],
    ['電話番号(請求先)'],
    ['購入者 電話番号'],
    ['BillPhoneNumber'],
    ['Billing Phone'],
    ['Phone'],
    ['電話番号'],
  ],
  total: [
    ['請求金額'],
    ['合計金額'],
    ['総合計金額'],
    ['総合計'],
    ['TotalPrice'],
    ['Total'],
    ['SettleAmount'],
    ['合計'],
  ],
  currency: [['Currency']],
  state: [
    ['ステータス'],
    ['発送状況'],
    ['OrderStatus'],
    ['Fulfillment Status'],
    ['Financial Status'],
    ['入金状態'],
    ['処理状況'],
  ],
  item: [['商品名'], ['購入商品 商品名'], ['Lineitem name'], ['Title']],
  quantity: [['個数'], ['数量'], ['購入商品 販売個数'], ['Lineitem quantity'], ['Quantity'], ['QuantityDetail']],
}

const bare = (column: string) => column.normalize('NFKC').trim()

/** Whose file this is, by its columns. */
export function sourceOf(columns: readonly string[]): OrderSource {
  const there = new Set(columns.map(bare))
  return SIGNS.find(([, signs]) => signs.every((sign) => there.has(bare(sign))))?.[0] ?? 'other'
}

/** What the columns of a file mean, as far as their names are known. In the spelling of the file. */
export function guessMapping(columns: readonly string[]): OrderMapping {
  const spelling = new Map(columns.map((column) => [bare(column), column]))
  const mapping: OrderMapping = {}
  for (const field of ORDER_FIELDS) {
    const found = KNOWN[field].find((names) => names.every((name) => spelling.has(bare(name))))
    if (found) mapping[field] = found.map((name) => spelling.get(bare(name))!)
  }
  return mapping
}
