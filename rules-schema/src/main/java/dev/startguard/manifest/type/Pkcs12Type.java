package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * A PKCS#12 key store in base64, by its first byte alone (a DER sequence, so that its base64 begins
 * with M); opening it is the secret checks' work, who also read it as bytes from a file.
 */
final class Pkcs12Type implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    return text.startsWith("M") && Base64Type.isBase64(text)
        ? Judgement.fits(text)
        : Causes.wrongType(
            "not a PKCS#12 key store in base64",
            text,
            text.startsWith("-----BEGIN ") ? "is PEM" : null,
            text.startsWith("-----BEGIN ") ? "declare it pem-key or pem-cert" : null);
  }

  @Override
  public String expectation(Fields entry) {
    return "a PKCS#12 key store";
  }
}
