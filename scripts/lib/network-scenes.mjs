/** Posts and direct messages as the demo shop has them, and their composer. */
export function networkScenes(isJa, row) {
  const write = (words, text) => async (window) => {
    await row(words)(window)
    await window.keyboard.press('r')
    await window.locator('.composer textarea').waitFor()
    await window.keyboard.press('Control+A')
    await window.keyboard.type(text)
  }
  const settings = async (window) => {
    await window.click('.rail__foot > button:last-child')
    await window.locator('.account-card').nth(3).scrollIntoViewIfNeeded()
  }
  if (!isJa)
    return {
      'post-public': row('the blue teapot'),
      'post-composer': write('the blue teapot', 'Yes, in the first week of December: https://shop.example.com/teapot'),
      'network-settings': settings,
    }
  return {
    'post-public': row('琺瑯のポット'),
    'post-composer': write(
      '琺瑯のポット',
      '12月の初めに入荷する予定です。https://aoba.example.jp/pot で、入荷のお知らせを受け取れます。',
    ),
    'post-personal': async (window) => {
      await write('琺瑯のポット', 'お電話でも承ります。090-1234-5678 までお願いいたします。')(window)
      await window.keyboard.press('Control+Enter')
      await window.locator('.send-question').waitFor()
    },
    'post-in-private': async (window) => {
      await write('革の色は', 'ご住所をお知らせください。')(window)
      await window.locator('.post-head .button').click()
    },
    'post-refused': row('どこで買えますか'),
    'post-log': async (window) => {
      await row('どこで買えますか')(window)
      await window.locator('.refused__buttons [data-place=reply]').click()
    },
    'post-private': async (window) => {
      await row('花びんの口')(window)
      await window.locator('.message .button--small', { hasText: '画像' }).first().click()
      await window.locator('.post-media img').first().waitFor()
    },
    'same-person': async (window) => {
      await row('口が欠けて')(window)
      const show = window.getByRole('button', { name: 'お客さまの欄を表示' })
      if (await show.isVisible()) await show.click()
      await window.locator('.same-person').waitFor()
    },
    'post-edited': async (window) => {
      await row('革の色は')(window)
      await window.locator('.fold summary').click()
    },
    'post-deleted': row('2週間たちますが'),
    'post-inquiry': row('送り先を'),
    'network-settings': settings,
  }
}
