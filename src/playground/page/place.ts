/** Where the address bar says one is: `#U1/C1`, so that a reload, a link or a picture comes back to the same place. */
export type PlaceInPage = { readonly as: string | undefined; readonly channel: string | undefined }

export function parsePlace(hash: string): PlaceInPage {
  const [as, channel] = hash.replace(/^#/, '').split('/')
  return { as: as === '' ? undefined : as, channel: channel === '' ? undefined : channel }
}

export function renderPlace({ as, channel }: PlaceInPage): string {
  return `#${as ?? ''}/${channel ?? ''}`
}
