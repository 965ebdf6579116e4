import { describe, expect, it } from 'vitest'
import { ask, openStage, press, pressable, tableIn } from './stage.ts'

describe('a person types /lambda list', () => {
  it('and sees the functions of the organisation, what failed first, and one of them in full', async () => {
    const stage = await openStage()
    const list = await ask(stage, '/lambda list')
    expect(list.text).toMatch(/^\d+ functions in \d accounts: \d+ failed in the last day/)
    expect(list.text).toContain('on a runtime out of support')
    expect(tableIn(list)[0]).toEqual(['Name', 'Runtime', 'Memory', 'Timeout', 'Errors'])
    expect(JSON.stringify(list.blocks)).not.toContain('Missing')

    const failing = await press(stage, list, 'Failing first')
    const errors = tableIn(failing)
      .slice(1)
      .map((row) => Number(String(row[4]).replace(',', '')))
    expect(errors[0]).toBeGreaterThan(0)
    expect(errors).toEqual(errors.toSorted((one, other) => other - one))
  })
})

describe('a person types /lambda show', () => {
  it('with a name that fits two, chooses one, and goes on to its metrics and its log', async () => {
    const stage = await openStage()
    const question = await ask(stage, '/lambda show order-intake')
    expect(question.text).toBe('order-intake is the name of two functions. Which one?')
    const shown = await press(stage, question, 'order-intake in production, eu-central-1')
    expect(shown.text).toBe('order-intake is ● active in production, eu-central-1')
    const facts = Object.fromEntries(tableIn(shown))
    expect(facts['Alias live']).toMatch(/^version \d+/)
    expect(facts['Called by API Gateway']).toContain('orders')
    // Names only: a value is often a secret.
    expect(facts['Environment, names only']).toContain('PAYMENT_TOKEN')
    expect(JSON.stringify(shown.blocks)).not.toContain('tok-7f3a91c2e4')
    expect(JSON.stringify(shown.blocks)).not.toContain('could not')

    const metrics = await press(stage, shown, 'Metrics')
    expect(metrics.text).toMatch(/^order-intake, last 3 h: [\d,]+ calls, /)
    expect(metrics.blocks.filter(({ type }) => type === 'data_visualization')).toHaveLength(2)

    const log = await press(stage, metrics, 'Logs')
    expect(log.text).toMatch(/^order-intake, last 30 min: (?:the newest )?\d+ calls, /)
    expect(pressable(log).map(({ label }) => label)).not.toContain('Share here')
  })
})
