export const mailSetup = {
  addressTitle: 'お店のメールアドレス',
  addressHint: 'お客さまからのメールが届くアドレスです。受信と送信の設定は、窓口がさがします。',
  find: '設定をさがす',
  byHand: '自分で設定を入れる',
  finding: (domain: string) => `${domain}の設定をさがしています`,
  findingHint: '見つけた設定は、使う前にお見せします。パスワードは、まだどこにも送りません。',
  stop: '中止',
  changeAddress: 'アドレスを変える',
  foundTitle: 'メールの設定',
  foundBox: '見つかった設定',
  guessBox: '設定が見つかりません',
  how: {
    known: (service: string) => (service === '' ? 'このメールアドレスの会社の設定です。' : `${service}の設定です。`),
    autoconfig: (place: string) => `${place} が公開している設定です。`,
    srv: (place: string) => `${place} の持ち主が公開している設定です（DNS）。`,
    mx: (place: string, service: string) => `メールの届け先が ${place} なので、${service}の設定を入れました。`,
    guess: 'よく使われる名前を入れてあります。契約したときの案内と見くらべてください。',
  },
  elsewhere: (host: string) =>
    `${host} は、お店のドメインとは別の会社のサーバーです。メールを契約している会社のものか、お確かめください。`,
  popOnly: {
    text: 'このメールサービスで見つかったのは、POPという受信の方式だけです。窓口は、IMAPという方式で受信します。',
    ways: [
      'サービスの案内や設定の画面で、IMAPを使えるようにする。',
      '届いたメールを、IMAPが使えるアドレス（Gmailなど）に転送し、そのアドレスを窓口に追加する。',
    ],
  },
  noEncryption:
    '見つかった設定は、暗号化されません。パスワードとメールの内容を、途中で読み取られるおそれがあります。暗号化した設定がないか、サービスの案内をご確認ください。',
  offline: 'インターネットにつながらず、さがせませんでした。よく使われる名前を入れてあります。',
  unknownDomain: (domain: string) => `「${domain}」は見つかりませんでした。つづりをお確かめください。`,
  openPage: (host: string) => `${host} を開く`,

  signIn: {
    how: 'ログインのしかた',
    ways: { password: 'アプリ パスワード', browser: 'ブラウザでログイン' },
    intro: {
      microsoft:
        'Microsoft 365とOutlook.comは、パスワードを受け付けません。ブラウザでログインしてつなぎます。最初に一度だけ、お店のアプリを登録して、クライアントIDを控えてください。',
      google:
        'お店で作ったGoogle Cloudのクライアントを使って、ブラウザでログインします。作っていないときは「アプリ パスワード」が手軽です。',
    },
    stepsTitle: 'クライアントIDの作り方',
    steps: {
      microsoft: [
        'entra.microsoft.com の「アプリの登録」で「新規登録」を押します。',
        'アカウントの種類は「任意の組織のディレクトリ内のアカウントと、個人用のMicrosoftアカウント」にします。',
        'リダイレクトURIは「パブリック クライアント/ネイティブ」を選び、http://localhost と入れます。',
        '「APIのアクセス許可」に、IMAP.AccessAsUser.All、SMTP.Send、offline_access を足します。',
        '「アプリケーション（クライアント）ID」を写して、下に入れます。',
      ],
      google: [
        'console.cloud.google.com でプロジェクトを作ります。',
        '「OAuth同意画面」を設定します。Google Workspaceでは「内部」を選びます。「外部」のテスト中は、7日ごとにログインし直しになります。',
        '「認証情報」で、種類が「デスクトップ アプリ」のOAuthクライアントIDを作ります。',
        'クライアントIDとクライアント シークレットを写して、下に入れます。',
      ],
    },
    clientId: 'クライアントID',
    clientSecret: 'クライアント シークレット',
    begin: 'ブラウザでログイン',
    waiting: 'ブラウザの画面でログインしてください。終わると、ここに戻ります。',
    again: 'ログインし直す',
    byBrowser: 'ブラウザでログインしてつないでいるアカウントです。',
    done: 'ログインし直しました。',
  },
  noPasswords:
    'このサービスは、パスワードを受け付けないと言っています。つながらないときは、サービスの案内をご確認ください。',
  skip: 'あとで',
  next: '次へ',
  added: '追加しました。過去のメールは、うしろで読み込んでいます。',
  signatureTitle: 'メールの署名',
  signatureHint: '返信の最後に付きます。あとから設定で変えられます。',
  signature: '署名',
  proposedSignature: (shop: string, address: string) => `――――――――――\n${shop}\n${address}`,
  hoursTitle: '営業時間',
  hoursHint: '返信の期限は、お店が開いている時間だけを数えます。臨時の休みなどは、あとから設定で足せます。',
  noticesTitle: 'お知らせと起動',
  noticesHint:
    '新しい問い合わせと、返信の期限を、パソコンの通知でお知らせします。通知が見えるか、試しておくと安心です。',
  demoOffer: 'メールが届くまで、お試し用のお店をさわってみることもできます。',
  finish: '窓口をはじめる',
}
