import type { RuleExample } from '../rule-names.ts'

export type RuleExampleKey = 'returns' | 'after-hours' | 'mall'

export const ruleExamples: Record<RuleExampleKey, RuleExample> = {
  returns: {
    name: '返品の言葉',
    about: '返品・返金の言葉があれば、分類と担当を付けます。',
    words: ['返品', '返金'],
    domains: [],
  },
  'after-hours': {
    name: '営業時間外の急ぎ',
    about: '営業時間の外に急ぎの言葉で届いたら、至急にして知らせます。',
    words: ['至急', '急ぎ', '本日中', '大至急'],
    domains: [],
  },
  mall: {
    name: 'モールの通知',
    about: 'モールのお知らせやレポートを、通知メールへ移します。',
    words: ['お知らせ', 'メンテナンス', 'レポート', 'ニュース', 'キャンペーン'],
    domains: ['rakuten.co.jp', 'shopping.yahoo.co.jp', 'amazon.co.jp'],
  },
}
