import { AwsError } from '../aws-error.ts'
import { queryPage } from '../query-page.ts'
import { checkRange, invalidValue } from './find-function.ts'

/** Lambda API Reference: fifty at the most, whatever more is asked for. */
const largestPage = 50
const largestAsked = 10_000

type Paged = { readonly MaxItems?: number | undefined; readonly Marker?: string | undefined }

export function markerPage<Item>(
  list: readonly Item[],
  { MaxItems = largestPage, Marker }: Paged,
): { items: Item[]; NextMarker?: string } {
  checkRange('maxItems', MaxItems, [1, largestAsked])
  try {
    // An empty marker is as good as none.
    const token = Marker === '' ? undefined : Marker
    const { items, next } = queryPage(list, { size: Math.min(MaxItems, largestPage), token })
    return next === undefined ? { items } : { items, NextMarker: next }
  } catch (error) {
    throw error instanceof AwsError ? invalidValue('Invalid marker.') : error
  }
}
