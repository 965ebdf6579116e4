import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

// Near enough to the end to count as reading along.
const endPx = 80

/** Keeps a list at its end while one reads along, and where it is while one looks back: then `hasMore` tells of more. */
export function useEndInView(latest: string | undefined) {
  const list = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const seen = useRef(latest)
  const [hasMore, setHasMore] = useState(false)
  const toEnd = useCallback(() => list.current?.scrollTo({ top: list.current.scrollHeight }), [])

  // The height also changes without a new message: an edited one, a font that arrives, a phone that is turned.
  useEffect(() => {
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd())
    if (content.current !== null) observer.observe(content.current)
    if (list.current !== null) observer.observe(list.current)
    return () => observer.disconnect()
  }, [toEnd])

  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd()
    else if (seen.current !== latest) setHasMore(true)
    seen.current = latest
  }, [latest, toEnd])

  const onScroll = useCallback(() => {
    if (list.current === null) return
    const { scrollHeight, scrollTop, clientHeight } = list.current
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < endPx
    if (isAtEnd.current) setHasMore(false)
  }, [])
  return { list, content, hasMore, toEnd, onScroll }
}
