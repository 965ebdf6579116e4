import type { Source } from './source.ts'

/** What holds where the administrator gave no policies. */
export const builtIn: Source = {
  path: 'the built-in policy',
  text: `@id("everyone-reads")
permit (principal, action in Action::"read", resource);

@id("changers-read-what-is-sensitive")
@reason("Logs, console output and the audit are for the groups changers and auditors, and you are in neither.")
permit (principal in Group::"changers", action in Action::"sensitive", resource);

@id("auditors-read-what-is-sensitive")
@reason("Logs, console output and the audit are for the groups changers and auditors, and you are in neither.")
permit (principal in Group::"auditors", action in Action::"sensitive", resource);

@id("invokers-call-what-is-tagged")
@reason("Functions that carry the tag windlass:invoke may be called by the group invokers.")
permit (principal in Group::"invokers", action == Action::"lambda invoke", resource)
when { resource.hasTag("windlass:invoke") && !["no", "No", "NO"].contains(resource.getTag("windlass:invoke")) };

@id("changers-change-outside-production")
@reason("Changes outside production are for the group changers, and you are not in it.")
permit (principal in Group::"changers", action in Action::"change", resource);

@id("nobody-terminates")
@reason("Nobody may terminate instances: the built-in policy allows nothing that cannot be taken back.")
forbid (principal, action in Action::"final", resource);

@id("nobody-changes-production")
@reason("Changes to production are not allowed by the built-in policy, except calls of functions that carry the tag windlass:invoke by the group invokers.")
forbid (principal, action in Action::"change", resource)
when { resource.production }
unless {
  action == Action::"lambda invoke" && principal in Group::"invokers" &&
  resource.hasTag("windlass:invoke") && !["no", "No", "NO"].contains(resource.getTag("windlass:invoke"))
};
`,
}
