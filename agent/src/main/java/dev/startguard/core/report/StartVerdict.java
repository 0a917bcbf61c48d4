package dev.startguard.core.report;

import dev.startguard.finding.Report;

/** What the last start came to, as a metric's labels say it; "" for what it has not. */
record StartVerdict(
    String service, String profile, String mode, String verdict, String manifestSha256) {

  static StartVerdict of(Report report) {
    return new StartVerdict(
        report.service() == null ? "" : report.service(),
        report.profile() == null ? "" : report.profile(),
        report.mode(),
        report.verdict().word(),
        report.manifestSha256() == null ? "" : report.manifestSha256());
  }

  /** Of a start that was not validated. */
  static StartVerdict notValidated(String verdict) {
    return new StartVerdict("", "", "", verdict, "");
  }
}
