import type { MadeUp } from './made-up-mail.ts'

/** Made-up automatic answers. */
export const autoReplies: Record<string, MadeUp> = {
  'RFC 3834': { subject: 'Re: ご注文', headers: { 'auto-submitted': 'auto-replied (vacation)' } },
  'X-Autoreply': { headers: { 'x-autoreply': 'yes' } },
  'X-Autorespond': { headers: { 'x-autorespond': 'ご注文について' } },
  'Precedence auto_reply': { headers: { precedence: 'auto_reply' } },
  'Outlook in English': { subject: 'Automatic reply: ご注文について', text: 'Thank you.' },
  'Outlook in Japanese': { subject: '自動応答: ご注文について', text: 'ありがとうございます。' },
  'Outlook of old in Japanese': {
    subject: '不在: Re: ご注文',
    headers: { 'x-auto-response-suppress': 'All' },
    text: '本日は休暇をいただいております。返信は明日以降となります。',
  },
  'in brackets': { subject: '【自動返信】お問い合わせを受け付けました' },
  'in full-width brackets': { subject: '［自動返信］メールを受信しました' },
  'a form in parentheses': { subject: 'お問い合わせありがとうございます（自動返信）' },
  'a Japanese absence': { subject: '不在のお知らせ', text: '出張のため不在にしております。' },
  'an absence with the old subject': { subject: '不在のご連絡: Re: お見積り', text: '本日は終日外出しております。' },
  German: { subject: 'Abwesenheitsnotiz: Bestellung', text: 'Ich bin im Urlaub.' },
  'German, automatic': { subject: 'Automatische Antwort: Bestellung' },
  French: { subject: 'Réponse automatique : commande' },
  Spanish: { subject: 'Respuesta automática: pedido' },
  Italian: { subject: 'Risposta automatica: ordine' },
  Dutch: { subject: 'Automatisch antwoord: bestelling' },
  Swedish: { subject: 'Autosvar: order' },
  Chinese: { subject: '自动回复: 订单' },
  Korean: { subject: '자동 회신: 주문' },
  'Out of Office with the old subject': { subject: 'Out of Office: Re: your order' },
  'Out of Office AutoReply': { subject: 'Out of Office AutoReply: your order' },
  'Auto reply Re': { subject: 'Auto-reply Re: your order' },
  'a text that says so': {
    subject: 'Re: ご注文について',
    text: '※このメールはシステムより自動返信しております。\nお問い合わせありがとうございます。',
  },
  'a text that says so at its foot': {
    subject: 'Re: ご注文について',
    text: 'お問い合わせありがとうございます。\n\n------\n本メールは自動返信です。',
  },
  'an English text that says so': {
    subject: 'Re: order',
    text: 'Thank you for your email.\nThis is an automated response. Please do not reply.',
  },
  'an old vacation program': {
    subject: 'Re: your mail',
    headers: { precedence: 'bulk' },
    text: "I'm on vacation until Monday. I will read your mail when I return.",
  },
  'a vacation with an empty envelope': {
    subject: 'Re: お見積り',
    headers: { 'return-path': '<>' },
    text: 'ただいま休暇をいただいております。\nお返事は11月25日以降となります。',
  },
  'a vacation without any header': {
    subject: 'Re: order',
    text: 'I am out of the office until 24 November with limited access to email. I will reply when I return. For urgent matters please call the office.',
  },
  'a help desk': {
    from: 'support@vendor.example',
    subject: '[Request received] Question',
    headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
    text: 'Your request (123) has been received.',
  },
  'a read receipt': {
    subject: '開封済み: ご注文',
    headers: { 'content-type': 'multipart/report; report-type=disposition-notification' },
  },
  'an old employee': {
    subject: 'Re: order',
    headers: { 'return-path': '<>' },
    inReplyTo: 'a@example.jp',
    text: 'I have left the company. My account is no longer active. Please contact office@example.com.',
  },
  'a phone of one who is away': { headers: { 'x-apple-action': 'vacation' } },
  Auto: { subject: 'Auto: your order' },
  'an inbox nobody reads': { subject: 'Re: order', text: 'This inbox is no longer monitored. Please use our form.' },
  'a help desk that answers by id': {
    subject: 'Re: 見積り',
    inReplyTo: 'a@example.jp',
    headers: { 'auto-submitted': 'auto-generated' },
    text: '受付番号 55 で承りました。',
  },
  'a closed office that answers': {
    subject: '夏季休業のお知らせ',
    inReplyTo: 'a@example.jp',
    text: '誠に勝手ながら8月16日まで夏季休業とさせていただいております。\nご返信は17日以降となります。',
  },
  'an answer of Exchange': {
    subject: '不在: 会議',
    headers: { 'auto-submitted': 'auto-generated', 'x-ms-exchange-inbox-rules-loop': 'a@example.com' },
    text: '不在です。',
  },
  'Notes in English': {
    subject: 'Taro Yamada is out of the office.',
    text: 'I will be out of the office starting 20 Nov and will not return until 25 Nov.\n\nI will respond to your message when I return.',
  },
  'Notes in Japanese': {
    subject: '山田太郎 は不在です (復帰予定日: 2026/11/25)',
    text: '2026/11/20から2026/11/25まで不在にします。戻り次第返信いたします。',
  },
  'German, short': { subject: 'Abwesend: Bestellung', text: 'Ich bin bis zum 25. nicht im Büro.' },
  'an answer with its mark behind the subject': {
    subject: 'Re: order (Autoreply)',
    headers: { 'x-loop': 'a@example.com', precedence: 'junk' },
    text: 'I received your mail.',
  },
  'a class of message': { subject: 'Re: order', headers: { 'x-post-messageclass': '9; Autoresponder' } },
  'a bare absence with a reason': {
    subject: '不在通知',
    text: '現在出張のため不在にしております。返信は月曜以降となります。',
  },
  'a holiday that answers the news of a parcel': {
    subject: 'Re: 発送のお知らせ',
    inReplyTo: 'a@example.jp',
    text: '山田です。\nただいま夏季休暇をいただいております。\n8月16日より順次ご連絡させていただきます。\nお急ぎの場合は090-1234-5678までご連絡ください。',
  },
  'a closed office under the old subject': {
    subject: '休業のお知らせ Re: お見積り',
    inReplyTo: 'a@example.jp',
    text: '誠に勝手ながら12/29〜1/4まで年末年始休業とさせていただきます。\nいただいたメールには1/5以降順次返信いたします。',
  },
  'a machine that says so first of all, to the news of a parcel': {
    subject: 'Re: 商品発送のご連絡',
    inReplyTo: 'a@example.jp',
    text: '※これは自動返信メールです\n\nお問い合わせありがとうございます。\n3営業日以内に担当者よりご連絡いたします。',
  },
  'a text that was answered automatically': {
    subject: 'Re: お見積り',
    inReplyTo: 'a@example.jp',
    text: 'このメールは自動で返信されています。\n現在、育児休業中のため、4月以降に対応いたします。',
  },
  'somebody who has left': {
    subject: 'Re: お見積りの件',
    inReplyTo: 'a@example.jp',
    text: '山田は10月末日をもって退職いたしました。\n今後は後任の佐藤までお願いいたします。\n※本メールは自動返信です。',
  },
}
