/** How a value is written: as it is, as a date, as the name of a person, or as the place for a personal line. */
export type VariableKind = 'text' | 'date' | 'person' | 'slot'
type Variable = { name: string; english: string; kind: VariableKind }

const variable = (name: string, english: string, kind: VariableKind = 'text'): Variable => ({ name, english, kind })

/** Every variable a text may use, in the order of the editor's menu. Both names mean the same in any language. */
export const VARIABLES = [
  variable('お客さま名', 'customer_name', 'person'),
  variable('ショップ名', 'shop_name'),
  variable('担当者名', 'staff_name'),
  variable('注文番号', 'order_number'),
  variable('注文日', 'order_date', 'date'),
  variable('商品名', 'product'),
  variable('用件', 'matter'),
  variable('回答期限', 'answer_by', 'date'),
  variable('再回答期限', 'final_answer_by', 'date'),
  variable('初回送信日', 'first_sent_on', 'date'),
  variable('経過日数', 'days_passed'),
  variable('発送予定日', 'shipping_date', 'date'),
  variable('旧発送予定日', 'former_shipping_date', 'date'),
  variable('追跡番号', 'tracking_number'),
  variable('配送会社', 'carrier'),
  variable('返金額', 'refund_amount'),
  variable('返金方法', 'refund_method'),
  variable('請求額', 'amount_due'),
  variable('支払期限', 'pay_by', 'date'),
  variable('返送先', 'return_address'),
  variable('次営業日', 'next_business_day', 'date'),
  variable('営業時間', 'opening_hours'),
  variable('休業期間', 'closing_days'),
  variable('再開日', 'reopening_date', 'date'),
  variable('当日発送締切', 'shipping_cutoff'),
  variable('今日', 'today', 'date'),
  variable('URL', 'url'),
  variable('ひとこと', 'personal_note', 'slot'),
] as const satisfies readonly Variable[]

const byName = new Map<string, Variable>(
  VARIABLES.flatMap((one) => [
    [keyOf(one.name), one],
    [keyOf(one.english), one],
  ]),
)

/** The variable of that name, in either language; null for one that the shop made up. */
export const variableOf = (name: string): Variable | null => byName.get(keyOf(name)) ?? null

/** As names are compared: full width, capitals and blanks make no difference, お客様名 is お客さま名. */
export function keyOf(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '_')
    .replaceAll('お客様', 'お客さま')
}
