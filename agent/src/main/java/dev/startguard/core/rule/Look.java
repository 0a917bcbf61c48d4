package dev.startguard.core.rule;

/** How a rule looks at a call. */
public enum Look {
  /** Once a site, when it is first reached; nothing of the call is passed. */
  SITE,
  /** Each time, before the call: receiver and arguments. */
  ARGUMENTS,
  /** Each time, after the call returned: receiver, arguments and result. */
  RESULT,
  /** Inside the JDK's method, before it acts: its arguments. The site is the caller's. */
  HOOK
}
