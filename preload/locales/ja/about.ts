export const about = {
  title: '窓口について',
  intro: '窓口（Madoguchi）は、小さなネットショップのための、お問い合わせの窓口です。無料で使えます。',
  version: 'バージョン',
  system: 'パソコン',
  runtime: '動いている部品',
  licences: '使っているソフトウェア',
  licencesIntro: (n: number) =>
    `窓口は MIT ライセンスのソフトウェアです。次の${n}の部品を使っています。名前を押すと、それぞれの許諾の文が読めます。`,
  noText: (licence: string) => `この部品には許諾の文のファイルがありません。条件は ${licence} です。`,
  chromium: 'Chromium に含まれる部品の著作権の表示は、プログラムのフォルダーにある LICENSES.chromium.html にあります。',
}

/** An opinion about the program, which leaves only by hand. */
export const feedback = {
  title: '意見を送る',
  intro:
    '困ったこと、あったらよいと思うことを書いてください。窓口が何かを送ることはありません。下の文をコピーして、窓口を手に入れたところの連絡先に、メールなどでお送りください。',
  label: 'ご意見',
  withFacts: '窓口とパソコンの版を添える',
  facts: (version: string, system: string, electron: string) =>
    `窓口 ${version}\nパソコン ${system}\nElectron ${electron}`,
  leaves: 'コピーされる文',
  empty: '（まだ何も書かれていません）',
  stays: 'お客さまの情報、メールの文章、パスワードは入りません。',
  copy: 'この文をコピー',
  copied: 'コピーしました。メールなどに貼り付けてお送りください。',
}

export const print = {
  at: (when: string) => `${when} に印刷`,
  files: '添付ファイル:',
}
