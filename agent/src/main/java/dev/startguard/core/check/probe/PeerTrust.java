package dev.startguard.core.check.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Lets this JVM's own trust manager judge, and keeps what it judged and why it refused. */
final class PeerTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager jvm;
  private List<X509Certificate> chain = List.of();
  private @Nullable CertificateException refusal;

  PeerTrust(X509ExtendedTrustManager jvm) {
    this.jvm = jvm;
  }

  /** What the peer has shown, its own certificate first; empty before it has shown any. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** Why it was refused; null when it was not. */
  @Nullable CertificateException refusal() {
    return refusal;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket)
      throws CertificateException {
    chain = List.of(shown);
    try {
      jvm.checkServerTrusted(shown, type, socket);
    } catch (CertificateException refused) {
      refusal = refused;
      throw refused;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine)
      throws CertificateException {
    jvm.checkServerTrusted(shown, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type) throws CertificateException {
    jvm.checkServerTrusted(shown, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
      throws CertificateException {
    jvm.checkClientTrusted(shown, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
      throws CertificateException {
    jvm.checkClientTrusted(shown, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type) throws CertificateException {
    jvm.checkClientTrusted(shown, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jvm.getAcceptedIssuers();
  }
}
