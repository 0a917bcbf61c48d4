package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * One or more certificates in PEM (RFC 7468), by their marks alone; the rest is the secret checks'
 * work.
 */
final class PemCertType implements ValueType {
  private static final String LABEL = "CERTIFICATE-----";

  @Override
  public Judgement judge(String text, Fields entry) {
    return PemKeyType.block(text, LABEL)
        ? Judgement.fits(text)
        : PemKeyType.wrong(text, "not a certificate in PEM", LABEL);
  }

  @Override
  public String expectation(Fields entry) {
    return "a certificate in PEM";
  }
}
