export type AddressRange = { readonly first: bigint; readonly last: bigint }

/** Of a CIDR; those of IPv6 come after all of IPv4, so that neither holds the other. Nothing of what is no CIDR. */
export function rangeOf(cidr: string): AddressRange | undefined {
  const [, address = '', bits] = /^([\d.]{7,}|[\da-f:]{2,})\/(\d+)$/i.exec(cidr) ?? []
  if (bits === undefined) return undefined
  const isOfIpv6 = address.includes(':')
  const size = 2n ** BigInt(Math.max(0, (isOfIpv6 ? 128 : 32) - Number(bits)))
  const value = isOfIpv6 ? 2n ** 128n + valueOfIpv6(address) : valueOfIpv4(address)
  const first = (value / size) * size
  return { first, last: first + size - 1n }
}

/** What of the first is not in the other. */
export function without(range: AddressRange, taken: AddressRange): readonly AddressRange[] {
  if (taken.last < range.first || taken.first > range.last) return [range]
  return [
    { first: range.first, last: taken.first - 1n },
    { first: taken.last + 1n, last: range.last },
  ].filter(({ first, last }) => first <= last)
}

function valueOfIpv4(address: string): bigint {
  return address.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n)
}

function valueOfIpv6(address: string): bigint {
  const [before = [], after = []] = address.split('::').map((part) => (part === '' ? [] : part.split(':')))
  const gap = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...gap, ...after].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n)
}
