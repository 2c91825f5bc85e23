export const settings = {
  title: '設定',
  back: '受信箱に戻る',
  language: '言語',
  languages: { ja: '日本語', en: 'English' },
  theme: '画面の色',
  themes: { system: 'パソコンに合わせる', light: '明るい', dark: '暗い' },
}
