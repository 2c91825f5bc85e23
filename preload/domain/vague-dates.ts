/** Words a reader cannot put on a calendar: 12月下旬, 来週中, しばらく. */
const VAGUE_JA =
  /(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月の?|[今来]月の?|再来月の?)?(?:[上中下]旬|月(?:初め?|末)(?!締))|\d{1,2}月(?:頃|ごろ|ころ)|再?来[週月](?:中|末|頃|ごろ|あたり)?(?![分号度])|今[週月年](?:中|末|頃|ごろ|あたり)|週明け|年(?:内|明け)|[春夏秋冬](?:頃|ごろ)|近日中?|近々|近いうち|そのうち|数(?:日|週間|[かヶカケ]月)(?:後|中|間|以内|ほど)?(?!前)|しばらく(?!ぶり|前)|後日|追って|なるべく早[くめ]/gu
const VAGUE_EN =
  /(?<!\b(?:last|past) )\b(?:a few|several|some|a couple of) (?:days|weeks|months)\b(?! ago)|\b(?:early|late|mid)[ -](?:(?:this|next) (?:week|month|year)|January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:beginning|middle|end) of (?:the|this|next) (?:week|month|year)\b|(?<!of )\bnext (?:week|month)\b|\b(?:around|sometime in) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|(?<!\b(?:as|hear from you|see you|too) )\bsoon\b|\bshortly(?! (?:after|before))\b|\bas soon as possible|\bin due course\b|\bin the near future\b/giu
/** What can be put on a calendar, or will be when it leaves. */
const CONCRETE =
  /\d{1,2}月\s*\d{1,2}日|\d{1,2}\/\d{1,2}|\d{1,2}日(?=[までにのごろ頃(（])|[月火水木金土日]曜|\d+\s*営業日|\{\{|\b(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}\b(?!\d)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|\d+ (?:business|working) days?\b/iu
/** What may be promises nothing, and a question leaves the date to the customer. */
const NO_PROMISE =
  /(?:場合|こと)[がも](?:ござい|あり)|(?:[?]|(?:でしょう|です|ます)か。?)$|\b(?:may|might|can) (?:take|be)\b/iu

/**
 * Pieces of a text that leave open when, each once and in order. Nothing is said of a sentence that names a date as well,
 * asks, or speaks of what may be.
 */
export function findVagueDates(text: string): string[] {
  const sentences = text.normalize('NFKC').split(/(?<=[。!?]|[.](?=\s))|\n/u)
  const found = sentences.flatMap((part) => {
    const sentence = part.trim()
    if (CONCRETE.test(sentence) || NO_PROMISE.test(sentence)) return []
    return [...sentence.matchAll(VAGUE_JA), ...sentence.matchAll(VAGUE_EN)].map(([piece]) => piece)
  })
  return [...new Set(found)]
}
