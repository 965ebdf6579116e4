/** An AWS account that an administrator configured. `environment` is what every instance in it counts as, if set. */
export type Account = {
  readonly name: string
  /** Twelve digits. */
  readonly id: string
  readonly regions: readonly string[]
  readonly roles: { readonly read: string; readonly change: string | undefined }
  readonly externalId: string | undefined
  readonly environment: string | undefined
}

/** One Region of one account: the unit that is asked, decided upon, and may fail on its own. */
export type Place = {
  readonly account: string
  readonly accountId: string
  readonly region: string
}

/** A place that gave no answer; `message` is a whole sentence that names the cause and what helps. */
export type PlaceFailure = {
  readonly place: Place
  /** AWS's own code, or `Timeout`, `Unreachable`, `Undecodable`, `NoRole`, `Denied`. */
  readonly code: string
  readonly message: string
}

export function placesOf(accounts: readonly Account[]): Place[] {
  return accounts.flatMap(({ name, id, regions }) =>
    regions.map((region) => ({ account: name, accountId: id, region })),
  )
}

export function placeName({ account, region }: Place): string {
  return `${account}, ${region}`
}

/** Those of the places that did not fail. */
export function answering(places: readonly Place[], failures: readonly PlaceFailure[]): Place[] {
  const failed = new Set(failures.map(({ place }) => placeName(place)))
  return places.filter((place) => !failed.has(placeName(place)))
}
