/** US dollars as a person reads them: `$12.30`, and what is less than ten cents with one digit more. */
export function dollars(amount: number): string {
  const digits = amount > 0 && amount < 0.1 ? 3 : 2
  return `$${amount.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}
