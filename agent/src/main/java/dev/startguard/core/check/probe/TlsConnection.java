package dev.startguard.core.check.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a connected socket, by this JVM's rules: its providers, its trust store, its disabled
 * algorithms; the host's name is sent (SNI) and compared with the certificate's (RFC 2818).
 *
 * <p>Makes a context of its own. {@code SSLContext.getDefault()} is made once, of what {@code
 * javax.net.ssl.*} says at that moment, and the application may set those in {@code main}.
 */
final class TlsConnection {
  /** What a session has before anything is agreed on (RFC 5246, appendix A.5). */
  private static final String NO_CIPHER = "SSL_NULL_WITH_NULL_NULL";

  private final PeerTrust trust;
  private final NoClientKey key = new NoClientKey();
  private @Nullable SSLSocket socket;

  private TlsConnection(PeerTrust trust) {
    this.trust = trust;
  }

  /**
   * Shakes hands. A peer that refuses us for having no certificate to show has been judged itself:
   * then there is a connection, and no {@link #socket()}.
   *
   * @param raw a connected socket, which stays the caller's to close
   * @throws ProbeFailure when the peer's certificate or its TLS is not accepted
   * @throws IOException when the network has failed
   */
  static TlsConnection open(Socket raw, Address address, Trial trial)
      throws ProbeFailure, IOException {
    trial.at("in the TLS handshake");
    TlsConnection connection = new TlsConnection(new PeerTrust(jvmTrust()));
    try {
      connection.shakeHands(raw, address, trial);
    } catch (IOException problem) {
      if (!connection.refusedForKey(problem)) {
        if (problem instanceof SSLException refused) {
          throw TlsCause.of(refused, connection.trust);
        }
        throw problem;
      }
    } catch (GeneralSecurityException unusable) {
      throw new ProbeFailure(
              "this JVM has no TLS: " + ProbeFailure.bounded(String.valueOf(unusable.getMessage())),
              "see the JVM's security providers (conf/security/java.security)")
          .lasting();
    }
    return connection;
  }

  private void shakeHands(Socket raw, Address address, Trial trial)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {key}, new TrustManager[] {trust}, null);
    SSLSocket secured =
        (SSLSocket)
            context.getSocketFactory().createSocket(raw, address.host(), address.port(), false);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.setSoTimeout(trial.millis());
    secured.startHandshake();
    if (secured.getSession().getCipherSuite().equals(NO_CIPHER)) {
      // a peer that says goodbye within the handshake: the JDK returns as if nothing were missing
      throw new EOFException();
    }
    socket = secured;
  }

  private static X509ExtendedTrustManager jvmTrust() throws ProbeFailure {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null); // as the default context does
      for (TrustManager one : factory.getTrustManagers()) {
        if (one instanceof X509ExtendedTrustManager jvm) {
          if (jvm.getAcceptedIssuers().length == 0) {
            throw new ProbeFailure(
                    "this JVM trusts nobody: its trust store is empty or does not exist",
                    "see javax.net.ssl.trustStore, and lib/security/cacerts below java.home")
                .lasting();
          }
          return jvm;
        }
      }
      throw new ProbeFailure(
              "this JVM's trust manager cannot be asked", "see ssl.TrustManagerFactory.algorithm")
          .lasting();
    } catch (GeneralSecurityException | IllegalStateException unreadable) {
      throw new ProbeFailure(
              "this JVM's trust store cannot be read",
              "see javax.net.ssl.trustStore, its type and its password")
          .lasting();
    }
  }

  /** The socket to speak through; null when the peer wants a client's certificate first. */
  @Nullable SSLSocket socket() {
    return socket;
  }

  /**
   * Whether the peer has asked for a client's certificate, got none, and hung up: by an alert, or
   * without a word.
   */
  boolean refusedForKey(IOException problem) {
    return key.asked() && trust.refusal() == null && !(problem instanceof SocketTimeoutException);
  }

  /** What the peer has shown, its own certificate first. */
  List<X509Certificate> chain() {
    return trust.chain();
  }
}
