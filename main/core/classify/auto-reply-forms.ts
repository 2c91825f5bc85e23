/** How automatic answers announce themselves. Compared after NFKC in lower case; every repetition is bounded. */

/** Header fields that only responders write. */
export const responderHeaders = [
  'x-autoreply',
  'x-autoreply-from',
  'x-auto-reply',
  'x-auto-reply-from',
  'x-autorespond',
  'x-autoresponder',
  'x-autoresponse',
  'x-auto-response',
  'x-mail-autoreply',
  'x-vacation',
  'autoresponder',
  'x-ms-exchange-inbox-rules-autoreply',
  'x-away',
] as const

const words = [
  'auto(?:matic|mated|matical)?[ -]?(?:reply|response|respond|answer|acknowledge?ment)',
  'autoreply|autoresponse|auto-?responder',
  'out[ -]of[ -](?:the[ -])?office(?: auto-?(?:reply|response))?',
  'ooo|auto(?=:)',
  'automatische (?:antwort|abwesenheitsnotiz|benachrichtigung)|abwesend(?=\\s{0,2}:)|abwesenheitsnotiz|abwesenheitsbenachrichtigung|abwesenheit|autoantwort|außer haus',
  "réponse automatique|reponse automatique|absence du bureau|absent du bureau|message d'absence|notification d'absence|avis d'absence",
  'respuesta autom[aá]tica|fuera de la oficina|fuera de oficina|autorespuesta',
  'risposta automatica|fuori sede|fuori ufficio|assenza ufficio',
  'resposta autom[aá]tica|fora do escrit[oó]rio|aviso de aus[eê]ncia',
  'automatisch antwoord|automatische reactie|automatische beantwoording|afwezigheidsbericht|niet aanwezig|afwezig',
  'autosvar|automatiskt svar|automatisk svar|frånvaromeddelande|frånvarande|fraværsmelding|fraværsbesked|ikke til stede',
  'automaattinen vastaus|poissa toimistosta|poissaoloilmoitus',
  'automatyczna odpowied[zź]|odpowied[zź] automatyczna|autoodpowied[zź]',
  'automatick[aá] odpov[eě][dď]|mimo kancel[aá][rř]',
  'автоматический ответ|автоответ|вне офиса',
  'otomatik yan[ıi]t|ofis d[ıi][sş][ıi]nda',
  'automatikus válasz|házon kívül|răspuns automat|αυτόματη απάντηση|תשובה אוטומטית|رد تلقائي',
  'ตอบกลับอัตโนมัติ|trả lời tự động|balasan otomatis|jawapan automatik',
  '自动回复|自動回覆|自动答复|自動回复|不在办公室|休假自动回复|자동 ?회신|자동 ?응답|부재중',
].join('|')

const japanese =
  '自動(?:返信|応答|回答|返答)(?:メール|メッセージ|通知)?|オート(?:リプライ|レスポンス)|(?:ご)?不在の(?:お知らせ|ご?連絡|ご?案内|通知)|不在通知(?=\\s{0,3}:)|不在(?:応答|返信|メッセージ|メール)|(?:休暇|出張|休業)(?:中)?の(?:為|ため)?(?:の)?(?:自動|不在)[^\\s]{0,8}|休暇通知|不在自動返信'

/** The subject begins with the announcement, and nothing is asked about it. */
export const autoSubject = new RegExp(
  `^(?:(?:${words})(?=$|\\s{0,3}[:\\-–—|/]|\\s{0,2}[\\])】]|[ :,]{1,3}(?:re|aw|fwd?)\\b)|(?:${japanese})(?=$|\\s{0,3}[:\\-–—|]|\\s(?:re|返信))|[【\\[(〔《≪](?:ご)?(?:不在|休暇|出張|外出|休業)(?:中|通知)?[】\\])〕》≫]\\s{0,3}(?:re|返信)\\s?:)`,
)
/** The announcement in brackets, wherever it stands: 【自動返信】お問い合わせを受け付けました. */
export const autoSubjectBoxed = new RegExp(
  `[【\\[(<〔《≪*]\\s?(?:${words}|${japanese}|自動送信|自動配信)\\s?[】\\])>〕》≫*](?!\\s?[がはをのにでともやへ])`,
)
/** English away phrases; alone they may be a person's words, so the text must agree. */
export const awaySubject =
  /^(?:re: ){0,2}(?:i(?:'m| am) (?:currently |now )?(?:out|away|on (?:vacation|leave|holiday))|away (?:from|until|message)|on (?:vacation|leave|holiday)|holiday (?:notice|message)|out until|(?:vacation|absence|urlaub|congés?|vacaciones|ferien?)(?=$|\s{0,2}[:\-–(!]|\s(?:re|fwd?|auto|message|notice|reply|response|until|bis)\b)|.{1,60} is out of the office|.{1,40}は不在です|休暇(?:中)?(?:の(?:お知らせ|ご連絡))?$|不在(?:です|通知)?(?:$|\s{0,3}:)|出張中|外出中)/
/** Closing days: suppliers announce them to everybody, so only an answer under such a subject is automatic. */
export const closingSubject =
  /(?:夏季|夏期|冬季|冬期|年末年始|お盆|gw|ゴールデンウィーク|臨時|長期)?(?:休業|休暇)(?:日|期間)?(?:中)?の(?:お知らせ|ご案内|ご連絡)|holiday (?:notice|closure)|office closed/

/** Receipts that help desks and forms send. */
export const receiptSubject =
  /(?:\brequest received\b|\bticket (?:received|created|opened)\b|we(?:'ve| have) received your|thank(?:s| you) for (?:contacting|your (?:e-?mail|message|inquiry|enquiry|request|contacting|interest))|お?問い?合わ?せ[^\s]{0,12}(?:ありがとう|受け?付け?|承り|受領|完了)|(?:受け?付け?|受信|受領)(?:完了|いたしました|致しました|ました)?(?:の)?(?:お知らせ|ご案内|通知|確認|しました|いたしました|致しました)|自動(?:送信|配信))/

/** What a receipt says. */
export const receiptSentence =
  /受付番号|(?:受け?付け?|受領)(?:まし|致し|いたし)|承りました|(?:has been|have|was) received|received your|we (?:will|'ll) (?:reply|respond|get back|answer)/

/** Sentences by which a text says of itself that a program answered. */
export const autoSentence: readonly RegExp[] = [
  /(?:this|the following) (?:is|was|message is|e-?mail is|mail is|reply is|response is)(?: an?| being)? (?:auto(?:matic|mated|matically)?[- ]?(?:generated |sent )?(?:reply|response|answer|responder|acknowledge?ment)|automatically generated (?:reply|response)|auto-?(?:reply|response))/,
  /(?:this (?:e-?mail|message|reply|response)) (?:has been|was|is) (?:automatically|auto-?) ?(?:generated|sent)[^.\n]{0,40}(?:in (?:response|reply)|to (?:confirm|acknowledge|let you know)|because|in answer)/,
  /(?:auto(?:matic|mated)?[- ]?(?:reply|response|responder))[^.\n]{0,40}(?:please do not|do not reply|don't reply|from|:)/,
  /this (?:e-?mail )?(?:inbox|mailbox|address|account) is (?:no longer|not) (?:in use|monitored|active|being monitored|attended)/,
  /(?:この|本|当)(?:メール|メッセージ|返信|電子メール|eメール)は[^。\n]{0,40}自動(?:的に|で)?(?:返信|応答|回答|返答)(?!(?:メール)?(?:か|で(?:すか|しょうか)|なの)|され(?:て(?:い|お)り?ま|ま)すか|されている?(?:の|か))/,
  /自動(?:返信|応答|回答|返答)(?:メール|メッセージ|システム|機能)?(?:で(?:す|ございます|あり)(?!か)|にて|により|によって|されて(?:い|お)り?ます|して(?:い|お)り?ます(?!か)|いたして|させて(?:いただ|頂)|となり|となって)/,
  /(?:diese|dies ist eine) (?:e-?mail|nachricht|antwort)?[^.\n]{0,30}automatisch (?:generiert|erstellt|versand|erzeugt|antwort)|ceci est une réponse automatique|esta es una respuesta automática|questa è una risposta automatica|esta é uma resposta automática|dit is een automatisch/,
  /这是一封自动|此邮件为自动回复|本邮件为自动|自动回复[:,。]|자동 ?(?:회신|응답) ?메일/,
]

/** Sentences of somebody away. Two different ones are needed where nothing else speaks for a program. */
export const awaySentence: readonly RegExp[] = [
  /i(?:'m| am| will be| shall be|'ll be)? (?:currently |now |presently |temporarily )?(?:be )?(?:out of (?:the )?(?:office|town|country)|on (?:vacation|holiday|annual leave|leave|maternity leave|paternity leave|parental leave|sick leave|a business trip|business travel|pto)|away (?:from|until|on|and|this|for|at|between)|out (?:until|from|on|this|today)|travel+ing|unavailable)/,
  /(?:(?:i|we) (?:will|'ll|shall)|will) (?:\w{1,12} )?(?:reply|respond|answer|get back|return your|be back|be returning|return|read|check|attend|deal|contact you)/,
  /(?:limited|no|intermittent|little|sporadic|restricted) (?:access to )?(?:my )?(?:e-?mail|internet|mail|phone)/,
  /(?:in my absence|during my absence|while i(?:'m| am) (?:away|out|gone)|upon my return|when i (?:return|get back|am back)|as soon as i|on my return|your (?:e-?mail|message|mail) (?:will|has|is|was))/,
  /(?:urgent|emergenc|immediate (?:assistance|attention|help)|time-?sensitive|pressing)/,
  /(?:ich bin|bin ich|ich befinde mich)[^.\n]{0,60}(?:nicht im (?:büro|haus)|abwesend|im urlaub|außer haus|nicht erreichbar|wieder (?:erreichbar|zu erreichen|im))|(?:e-?mails?|nachricht)[^.\n]{0,40}(?:nicht (?:gelesen|weitergeleitet)|weitergeleitet)|dringend/,
  /je (?:suis|serai)[^.\n]{0,40}(?:absent|en congé|en vacances|en déplacement)|(?:en cas d'urgence|pour toute urgence|à mon retour)|estoy[^.\n]{0,30}(?:fuera|de vacaciones|ausente)|sono[^.\n]{0,30}(?:assente|in ferie|fuori)|estou[^.\n]{0,30}(?:ausente|de férias|fora)|ik ben[^.\n]{0,30}(?:afwezig|niet aanwezig|met vakantie)/,
  /(?:ただ(?:いま|今)|現在|本日|下記の?期間|以下の期間|誠に勝手ながら|\d{1,2}日(?:まで|より|から))[^。]{0,60}(?:不在|休暇|外出|出張|休業|お休み|席を外)/,
  /(?:不在|休暇|外出|出張|休業|お休み)(?:を?(?:に|いただ|頂|取得)[^。\n]{0,20})?(?:して(?:い|お)り?ます|に(?:し|いたし|致し)ます|中です|中(?:の|に|で)|となって(?:い|お)り|と?させて|を?(?:いただいて|頂いて)|のため|の為|期間)/,
  /(?:(?:帰着|帰社|出社|戻り)次第|(?:以降に?|より)、?順次)[^。\n]{0,12}(?:返信|返答|お返事|回答|連絡|対応)|(?:返信|ご?返答|お返事|ご?回答|ご?連絡|対応|確認)[^。\n]{0,40}(?:遅れ|遅く|できません|出来ません|戻り次第|(?:休業|休暇|不在|出張)明け|後日|以降(?:に|と|の)|翌営業日|順次|次第|いたしかね|致しかね)/,
  /(?:お急ぎ|緊急|至急)の(?:場合|方|際|ご用件|用件|ご連絡)/,
]
