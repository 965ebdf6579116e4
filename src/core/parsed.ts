/** What a word became, or why it is none; `instead` is the word that was probably meant, `wrong` the one among several. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly instead?: string; readonly wrong?: string }
