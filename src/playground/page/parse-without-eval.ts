import { z } from 'zod'

// zod makes code from text to be faster, which the page's Content-Security-Policy forbids; before any schema is made.
z.config({ jitless: true })
