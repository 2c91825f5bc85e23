/**
 * What a form asks its visitor for. `matter` is what it was about, which no signature holds; `about` the rest of what is asked
 * of a person; `writer` a name and address in one.
 */
export type Field =
  'email' | 'writer' | 'name' | 'family' | 'given' | 'kana' | 'familyKana' | 'givenKana' | 'phone' | 'matter' | 'about'

const whose =
  '(?:(?:お|ご|貴)?(?:客[様さ]ま?|あなた|担当者?[様さ]?ま?|注文者[様さ]?ま?|購入者[様さ]?ま?|申し?込み?者?[様さ]?ま?|依頼者[様さ]?ま?|連絡先|返信先?用?|登録|pc|パソコン|携帯(?:電話)?|スマホ|スマートフォン)の?(?:ご|お)?)?'
const matters =
  '(?:お|ご)?(?:問い?合わ?せ|質問|相談|要望|用件|注文)(?:の?(?:内容|種別|項目|件名|詳細|番号))?|内容|件名|本文|メッセージ|コメント|備考|message|your message|body|comments?|subject|inquiry|題名|メッセージ本文|受注番号|ご?注文日時?|商品名|お?支払い?方法|配送方法|ご?希望(?:日|商品|内容)'

/** Labels of Japanese and English forms, after `tidyLabel`; the order matters (お名前(フリガナ) is kana, not a name). */
const labels: readonly [Field, RegExp][] = [
  [
    'email',
    new RegExp(
      `^(?:${whose}(?:メール|e-?メール|電子メール|mail|e-?mail)(?:アドレス| ?address)?|(?:your )?e-?mail(?: ?address)?|reply-?to|返信先)$`,
      'i',
    ),
  ],
  [
    'kana',
    /^(?:(?:お?名前|ご?氏名|お客様名|ご?担当者名)?の?\(?(?:全角)?(?:フリガナ|ふりがな|カナ|かな|カタカナ|ひらがな|ヨミガナ|よみがな|読み仮名|kana)\)?)$/i,
  ],
  [
    'familyKana',
    /^(?:(?:フリガナ|ふりがな|カナ|かな|ヨミガナ)\s?\(?(?:姓|セイ|せい)\)?|セイ|せい|姓\(?(?:カナ|かな)\)?)$/,
  ],
  [
    'givenKana',
    /^(?:(?:フリガナ|ふりがな|カナ|かな|ヨミガナ)\s?\(?(?:名|メイ|めい)\)?|メイ|めい|名\(?(?:カナ|かな)\)?)$/,
  ],
  ['family', /^(?:(?:お名前|ご?氏名)\s?\(?姓\)?|姓|苗字|名字|last ?name|family name|surname)$/i],
  ['given', /^(?:(?:お名前|ご?氏名)\s?\(?名\)?|名|first ?name|given name)$/i],
  [
    'name',
    new RegExp(
      `^(?:${whose}(?:お|ご)?(?:名前|氏名|芳名)|お客[様さ]ま?の?(?:お?名前|氏名|名)|(?:お|ご)?(?:担当者?|注文者|購入者|依頼者|連絡者|申し?込み?者?|代表者?)[様さ]?ま?の?(?:お?名前|名|氏名|様)?|(?:your |full )?name|姓名|貴名|フルネーム|ニックネーム)$`,
      'i',
    ),
  ],
  [
    'phone',
    /^(?:(?:お|ご)?(?:連絡先\s?の?|日中(?:の?ご?連絡(?:の?(?:つく|取れる)|先の?)|つながる)?の?)?\(?お?(?:電話|携帯電話|携帯|tel)(?:番号)?\)?|(?:お|ご)?(?:連絡先電話|連絡先)(?:番号)?|日中の?ご?連絡先|tel(?:ephone)?|phone(?: ?number)?|mobile)\.?$/i,
  ],
  ['matter', new RegExp(`^(?:${matters})$`, 'i')],
  ['about', /^(?:会社名|貴社名|ご?住所|郵便番号|company)$/i],
  ['writer', /^(?:差出人|送信者)$/],
]

export const fieldOf = (label: string): Field | null => labels.find(([, pattern]) => pattern.test(label))?.[0] ?? null

const ornaments = '\\s■□●○◎◆◇★☆▼▽▲△▶▷►▪▸✓✔※・*+_#|~-'
const before = new RegExp(`^(?:[${ornaments}]{1,6}|\\(?Q?\\d{1,2}[.)、:]?\\)?(?=[^\\d:=]))+`, 'i')
const behind = new RegExp(`[:${ornaments}]+$`)
/** How a field is to be filled in; the reading of a name in kana is a field of its own. */
const advice =
  /[([【]\s?(?:※?\s?(?:必須|任意|必ず[^)\]】]{0,20}|required|optional)|半角[^)\]】]{0,10}|全角(?:漢字)?|漢字|英数字?|確認用?|再入力|例[^)\]】]{0,20})\s?[)\]】]|※?(?:必須|任意)(?:項目)?|※|\brequired\b/gi

/** A label without the number, signs and advice around it. */
export const tidyLabel = (label: string): string =>
  label.replace(advice, '').replace(before, '').replace(behind, '').trim()

/** A line without the signs that lead to its label. */
export const withoutLead = (line: string): string => line.replace(before, '')
