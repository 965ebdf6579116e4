/** Thrown for a body that is not what the operation answers with: malformed, cut, or something else altogether. */
export class UndecodableBody extends Error {
  override readonly name = 'UndecodableBody'
}
