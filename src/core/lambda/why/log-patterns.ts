// `?` is CloudWatch's or (User Guide, "Filter pattern syntax"). It takes 1,024 characters (API Reference, FilterLogEvents).

/** What the runtimes and Lambda itself write where a call fails. */
export const failurePattern = [
  // Node.js and Python; .NET; Java, of which not every error is called an exception, nor has lines in its trace; Go,
  // Ruby and the JSON format.
  '?ERROR ?Exception ?".java:" ?"java.lang." ?errorType',
  // Lambda itself. Its report is at times all that tells of a timeout.
  '?"Task timed out" ?"Runtime exited" ?OutOfMemory ?InvalidEntrypoint ?"Error Type" ?"Status: timeout"',
  // Its report in the JSON format; a quote within quotes has a backslash (aws-cdk, aws-logs/lib/pattern.ts).
  String.raw`?"\"status\":\"timeout\"" ?"\"status\":\"error\""`,
].join(' ')

/** Lambda's own line at the end of each call, in either log format, and of a start that took too long. */
export const reportPattern = '?"REPORT RequestId" ?"platform.report" ?"INIT_REPORT" ?"platform.initReport"'
