// `?` is CloudWatch's or (User Guide, "Filter pattern syntax").

/** What the runtimes and Lambda itself write where a call fails. */
export const failurePattern = '?ERROR ?"Task timed out" ?"Runtime exited" ?OutOfMemory'

/** Lambda's own line at the end of each call, in either log format. */
export const reportPattern = '?"REPORT RequestId" ?"platform.report"'
