// `?` is CloudWatch's or (User Guide, "Filter pattern syntax"). It takes 1,024 characters (API Reference, FilterLogEvents).

/** What the runtimes and Lambda itself write where a call fails. */
export const failurePattern =
  // Node.js and Python; Lambda itself; Java, of which not every error is called an exception; Go and the JSON format.
  '?ERROR ?"Task timed out" ?"Runtime exited" ?OutOfMemory ?InvalidEntrypoint ?"Error Type" ?Exception ?".java:" ?errorType'

/** Lambda's own line at the end of each call, in either log format, and of a start that took too long. */
export const reportPattern = '?"REPORT RequestId" ?"platform.report" ?"INIT_REPORT" ?"platform.initReport"'
