/** Help, what the program is, an opinion, and newer versions. */
export function helpScenes(isJa) {
  const help = (window) => window.keyboard.press('F1')
  return {
    help,
    'help-found': async (window) => {
      await help(window)
      await window.locator('.help .search input').fill(isJa ? '通知が出ない' : 'notifications')
      await window.locator('.help__topic[open]').first().waitFor()
    },
    about: async (window) => {
      await help(window)
      await window.locator('.help__more button').last().click()
      await window.locator('.about__parts summary').first().click()
    },
    feedback: async (window) => {
      await help(window)
      await window.locator('.help__more button').nth(1).click()
      await window
        .locator('.feedback textarea')
        .fill(isJa ? '印刷の文字を選べると助かります。' : 'Let me choose the font.')
    },
    'new-mail': async (window) => {
      await window.keyboard.press('Control+n')
      await window.locator('.new-mail select').selectOption({ index: 1 }, { timeout: 3000 })
      await window.locator('.new-mail .address-field input').fill('hanako@example.com')
      await window.locator('.new-mail > .field input').fill(isJa ? '再入荷のお知らせ' : 'Back in stock')
    },
    starting: async (window) => {
      await window.click('.rail__foot > button:last-child', { timeout: 3000 })
      await window
        .getByText(isJa ? 'mailto' : 'mail links')
        .first()
        .scrollIntoViewIfNeeded({ timeout: 3000 })
    },
    updates: async (window) => {
      await window.click('.rail__foot > button:last-child')
      await window.locator('.updates').scrollIntoViewIfNeeded()
    },
  }
}
