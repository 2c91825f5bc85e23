/** The daily copy, what going back would do, the move to another PC, and what takes data out or away. */
export function backupScenes(isJa, openTicket) {
  const page = async (window) => {
    await window.click('.rail__foot > button:last-child')
    await window.evaluate(() => globalThis.madoguchi.invoke('backups.run', {}))
    await window
      .locator('.backup__list')
      .first()
      .evaluate((list) => (list.open = true))
    await window.locator('.backup__place').scrollIntoViewIfNeeded()
  }
  return {
    backup: page,
    'backup-restore': async (window) => {
      await page(window)
      await window.locator('.backup__list li button').first().click()
    },
    moving: async (window) => {
      await page(window)
      const secrets = window.getByRole('switch', { name: isJa ? 'メールのパスワードも' : 'Include mail passwords' })
      await secrets.check()
      await window.locator('.passphrase').scrollIntoViewIfNeeded()
    },
    data: async (window) => {
      await window.click('.rail__foot > button:last-child')
      const label = window.getByLabel(isJa ? '古い問い合わせの内容を消す' : 'Erase the content of old tickets')
      await label.first().scrollIntoViewIfNeeded()
    },
    retention: async (window) => {
      await window.click('.rail__foot > button:last-child')
      const label = window.getByLabel(isJa ? '古い問い合わせの内容を消す' : 'Erase the content of old tickets')
      await label.first().selectOption('12')
      await window.getByRole('alertdialog').waitFor()
    },
    erase: async (window) => {
      await openTicket(window)
      const open = window.getByRole('button', { name: isJa ? 'お客さまのデータを消す' : 'Erase this customer' })
      // In a narrow window the customer is behind a button.
      if (!(await open.first().isVisible())) await window.locator('button:has(.lucide-panel-right)').click()
      await open.first().click()
      await window.locator('.erase li').first().waitFor()
    },
  }
}
