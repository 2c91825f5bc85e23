import type { DemoCounter } from './counter.ts'

export const counterJa: DemoCounter = {
  staff: [
    { name: '田中 由紀', color: '#3f51a3' },
    { name: '佐々木 健', color: '#2f7d5b' },
  ],
  work: [
    { subject: 'お皿にひび', category: 'defect', assignee: 0, steps: 2 },
    {
      subject: 'まだ届きません',
      category: 'tracking',
      assignee: 1,
      note: {
        by: 1,
        text: '@田中 由紀 配送会社に調査を依頼しました。お昼すぎに折り返しが来ます。届いていなければ再送でお願いします。',
      },
    },
    { subject: '名入れの綴り', category: 'order-change', assignee: 0, steps: 1 },
    { subject: 'ギフト包装', category: 'gift' },
    { subject: 'お見積り', category: 'quote' },
    { subject: 'サイズ違いの交換', category: 'exchange' },
    { subject: 'ご注文のキャンセル', category: 'cancel', assignee: 1, steps: 2 },
    { subject: '返品をお願いしたい', category: 'return', steps: 3 },
    { subject: '違う商品が届きました', category: 'wrong-item', steps: 4 },
  ],
  rules: [
    {
      name: '領収書の依頼',
      isOn: true,
      words: ['領収書', '請求書'],
      actions: [{ type: 'category', category: 'documents' }],
    },
    { name: '見積りの依頼', isOn: true, words: ['見積'], actions: [{ type: 'category', category: 'quote' }] },
    {
      name: '急ぎの言葉',
      isOn: false,
      words: ['至急', '本日中'],
      actions: [{ type: 'urgent', isUrgent: true }, { type: 'popup' }],
    },
  ],
  group: {
    name: '予約：白い花器',
    product: '白い花器',
    intervalDays: 15,
    subjects: ['白い花器', '再入荷のお知らせ', '在庫の確認'],
  },
  memo: {
    name: '岡本 美和',
    number: '000-0000-1234',
    matter: '先週注文した急須の注ぎ口が欠けていたとのこと。午後3時までに折り返しがほしい。',
  },
}
