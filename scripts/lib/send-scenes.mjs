/** What is asked before an answer leaves, and the ways to send. */
export function sendScenes(isJa, open) {
  const write = async (window, words) => {
    await open(window)
    await window.keyboard.press('r')
    await window.keyboard.press('Control+A')
    await window.keyboard.type(words)
  }
  return {
    'send-other-shop': async (window) => {
      await write(window, isJa ? '佐藤様\n\nギフト包装を承ります。' : 'Dear Liam,\n\nyour parcel left today.')
      const sender = window.locator('.composer__head select')
      const others = await sender.locator('option').evaluateAll((options) => options.map(({ value }) => value))
      const now = await sender.inputValue()
      await sender.selectOption(others.find((value) => value !== now))
    },
    'send-checks': async (window) => {
      await write(
        window,
        isJa
          ? '山本様\n\nご注文 999999-20260101-0000000001 の見積書を添付いたします。'
          : 'Dear Mr Smith,\n\nplease find the invoice attached.',
      )
      await window.keyboard.press('Control+Enter')
    },
    'send-menu': async (window) => {
      await write(window, isJa ? '佐藤様\n\nギフト包装を承ります。' : 'Dear Liam,\n\nyour parcel left today.')
      await window.click('.send-menu')
    },
    'draft-history': async (window) => {
      await write(window, isJa ? '佐藤様\n\nギフト包装を承ります。' : 'Dear Liam,\n\nyour parcel left today.')
      await window.waitForTimeout(900)
      await window.keyboard.press('Control+A')
      await window.keyboard.type(isJa ? '佐藤様' : 'Dear Liam')
      await window.waitForTimeout(900)
      await window.click(`[title="${isJa ? '下書きの履歴' : 'Earlier drafts'}"]`)
      await window.locator('.draft-history').waitFor()
    },
    approval: (window) => window.click('.rail__list li:nth-child(9) button'),
    'give-back': async (window) => {
      await window.click('.rail__list li:nth-child(9) button')
      await window.click('[data-group=approval] .outbox-actions button:nth-child(2)')
    },
    'approval-ticket': async (window) => {
      await window.click('.rail__list li:nth-child(9) button')
      await window.click('[data-group=approval] .link-button')
    },
    'settings-approval': async (window) => {
      await window.click('.rail__foot > button:last-child')
      await window.locator('.shop-card [role=switch]').first().scrollIntoViewIfNeeded()
    },
    'settings-checks': async (window) => {
      await window.click('.rail__foot > button:last-child')
      await window.locator('.warn-words').first().scrollIntoViewIfNeeded()
    },
  }
}

/** One text to many people: the rows that were selected, the empty page and the filled one. */
export function groupScenes(isJa, view) {
  const select = async (window) => {
    await view(1)(window)
    await window.locator('.ticket-row').first().waitFor()
    await window.locator('.ticket-row').nth(1).click()
    for (let more = 0; more < 3; more += 1) await window.keyboard.press('Shift+J')
  }
  const write = async (window) => {
    await select(window)
    await window.keyboard.press('Shift+T')
    const template = isJa ? '納期遅延のお詫びと選択のお願い' : 'Delay: wait'
    const option = window.locator('.many__words select option', { hasText: template }).first()
    await window.locator('.many__words select').selectOption(await option.getAttribute('value'))
    await window.locator('.many__values').first().waitFor()
  }
  return {
    selection: select,
    many: write,
    'many-filled': async (window) => {
      await write(window)
      for (const field of await window.locator('.many__words .many__values input').all()) {
        const isDate = (await field.getAttribute('type')) === 'date'
        await field.fill(isDate ? '2026-12-10' : isJa ? '生地の入荷の遅れ' : 'the linen arrived late')
      }
      await window.waitForTimeout(600)
    },
    'many-checks': async (window) => {
      await write(window)
      const words = isJa
        ? '{{お客さま名}}さま\n\n山本さまのご注文の見積書を添付いたします。'
        : 'Dear {{customer_name}},\n\nplease find the list attached.'
      await window.locator('.many__field--body textarea').fill(words)
      await window.locator('.many__words > .many__field input').first().fill('')
      await window.locator('.many__hold input[type=checkbox]').uncheck()
      await window.locator('.many__people [data-look]').first().waitFor()
    },
    'many-question': async (window) => {
      await window.locator('.many__foot .button--primary').click()
      await window.locator('.send-question').waitFor()
    },
    'many-draft': view(1),
    groups: async (window) => {
      await view(1)(window)
      await window.keyboard.press('g')
      await window.keyboard.press('p')
      await window.locator('.group-card button[aria-expanded]').first().click()
    },
    orders: async (window) => {
      await view(1)(window)
      await window.keyboard.press('g')
      await window.keyboard.press('c')
    },
  }
}
