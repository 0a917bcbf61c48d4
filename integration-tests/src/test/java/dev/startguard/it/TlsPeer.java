package dev.startguard.it;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A TLS server on loopback, with a certificate that {@code keytool} makes for it. */
final class TlsPeer implements Closeable {
  private static final String PASSWORD = "changeit";

  private final Path store;
  private final SSLServerSocket listening;

  private TlsPeer(Path store, SSLServerSocket listening) {
    this.store = store;
    this.listening = listening;
  }

  /**
   * Begins to listen.
   *
   * @param from as {@code keytool -startdate} takes it: {@code -30d}
   * @param days how many days from then it is valid
   */
  static TlsPeer of(Jdk jdk, Path folder, String from, int days) {
    Path store = folder.resolve("peer" + from + days + ".p12");
    Outcome made =
        ForkedJvm.of(jdk)
            .instead(
                List.of(
                    jdk.java().resolveSibling("keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "peer",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=peer",
                    "-ext",
                    "san=dns:localhost",
                    "-startdate",
                    from,
                    "-validity",
                    Integer.toString(days),
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .run();
    if (made.exit() != 0) {
      throw new IllegalStateException(made.toString());
    }
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      TlsPeer peer =
          new TlsPeer(
              store,
              (SSLServerSocket)
                  context
                      .getServerSocketFactory()
                      .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      start(peer::accept);
      return peer;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  /** What makes a JVM trust this peer, and nobody else. */
  String[] trusted() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        start(() -> shakeHands(connection));
      } catch (IOException refusedOrClosed) {
        // the next one
      }
    }
  }

  private static void shakeHands(Socket connection) {
    try (connection) {
      connection.setSoTimeout(20_000);
      connection.getInputStream().read();
    } catch (IOException refused) {
      // the probe says why
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "tls-peer");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
