package dev.startguard.core.check.secret;

import dev.startguard.core.check.Days;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.type.Judgement;
import java.util.List;

/**
 * A certificate, a keystore's certificate or a token has expired, is not valid yet, or will expire
 * within validFor.
 */
public final class SecretExpiredCheck implements WaitingCheck {
  private static final long NANOS = 1_000_000;

  @Override
  public String id() {
    return "secret-expired";
  }

  @Override
  public void run(Validation validation) {
    // the time may have to be measured: judged when all others have run or begun
  }

  @Override
  public void finish(Validation validation) {
    for (Secret secret : validation.manifest().secrets()) {
      switch (secret.type()) {
        case "pem-cert", "pkcs12", "jwt" -> check(validation, secret);
        default -> {
          // nothing else says when it expires
        }
      }
    }
  }

  private void check(Validation validation, Secret secret) {
    Judgement judgement = validation.secrets().judgement(secret);
    if (judgement == null || validation.skipped(secret)) {
      return; // there is none
    }
    List<Period> periods = judgement.fits() ? Period.of(validation, secret) : null;
    if (periods == null) {
      String password = secret.fields().text("passwordFrom");
      boolean mended = judgement.fits() && secret.type().equals("pkcs12");
      validation.notEvaluated(
          secret.name(), !mended ? secret.name() : password == null ? "passwordFrom" : password);
      return;
    }
    long now = validation.nowMillis();
    long horizon = now + secret.fields().nanos("validFor", 0) / NANOS;
    for (Period period : periods) {
      if (now > period.notAfter()) {
        report(
            validation,
            secret,
            period,
            "expired on " + Days.day(period.notAfter()),
            Days.ago(now - period.notAfter()));
        return;
      }
      if (now < period.notBefore()) {
        String gist = "not valid before " + Days.day(period.notBefore());
        report(validation, secret, period, gist, Days.in(period.notBefore() - now));
        return;
      }
    }
    for (Period period : periods) {
      if (horizon > period.notAfter()) {
        warn(validation, secret, period, now);
        return;
      }
    }
    validation.passed();
  }

  private void report(
      Validation validation, Secret secret, Period period, String gist, String when) {
    FindingBuilder finding = SecretFinding.of(validation, id(), Severity.ERROR, secret);
    finish(validation, secret, finding, period.which() + gist, when);
  }

  private void warn(Validation validation, Secret secret, Period period, long now) {
    FindingBuilder finding =
        SecretFinding.at(
            validation, id(), Severity.WARNING, secret, "validFor", "must be valid for so long");
    String gist = period.which() + "expires on " + Days.day(period.notAfter());
    finish(validation, secret, finding, gist, Days.in(period.notAfter() - now));
  }

  private static void finish(
      Validation validation, Secret secret, FindingBuilder finding, String gist, String when) {
    validation.report(
        finding
            .gist(gist)
            .detail(gist + ", " + when)
            .message(secret.name() + " " + gist + ", " + when)
            .fix("renew it")
            .build());
  }
}
