/** The daily copy, what going back would do, the move to another PC, and what takes data out or away. */
export function backupScenes(isJa, openTicket) {
  const page = async (window) => {
    await window.click('.rail__foot > button:last-child', { timeout: 3000 })
    await window.evaluate(() => globalThis.madoguchi.invoke('backups.run', {}))
    await window
      .locator('.backup__list')
      .first()
      .evaluate((list) => (list.open = true))
    await window.locator('.backup__place').scrollIntoViewIfNeeded({ timeout: 3000 })
  }
  return {
    backup: page,
    'backup-restore': async (window) => {
      await page(window)
      await window.locator('.backup__list li button').first().click({ timeout: 3000 })
    },
    moving: async (window) => {
      await page(window)
      const secrets = window.getByRole('switch', { name: isJa ? 'メールのパスワードも' : 'Include mail passwords' })
      await secrets.check({ timeout: 3000 })
      await window.locator('.passphrase').scrollIntoViewIfNeeded({ timeout: 3000 })
    },
    data: async (window) => {
      await window.click('.rail__foot > button:last-child', { timeout: 3000 })
      const label = window.getByLabel(isJa ? '古い問い合わせの内容を消す' : 'Erase the content of old tickets')
      await label.first().scrollIntoViewIfNeeded({ timeout: 3000 })
    },
    retention: async (window) => {
      await window.click('.rail__foot > button:last-child', { timeout: 3000 })
      const label = window.getByLabel(isJa ? '古い問い合わせの内容を消す' : 'Erase the content of old tickets')
      await label.first().selectOption('12', { timeout: 3000 })
      await window.getByRole('alertdialog').waitFor({ timeout: 3000 })
    },
    erase: async (window) => {
      await openTicket(window)
      const open = window.getByRole('button', { name: isJa ? 'お客さまのデータを消す' : 'Erase this customer' })
      // In a narrow window the customer is behind a button.
      if (!(await open.first().isVisible()))
        await window.locator('button:has(.lucide-panel-right)').click({ timeout: 3000 })
      await open.first().click({ timeout: 3000 })
      await window.locator('.erase li').first().waitFor({ timeout: 3000 })
    },
  }
}
