/** The daily copy, what going back would do, and the move to another PC. */
export function backupScenes(isJa) {
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
  }
}
