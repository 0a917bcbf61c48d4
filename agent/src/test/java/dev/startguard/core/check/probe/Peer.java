package dev.startguard.core.check.probe;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does what a test says with each connection, on a thread of its own. */
final class Peer implements Closeable {
  private final ServerSocket listening;
  private final Handler handler;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What is done with a connection; it is closed afterwards. */
  interface Handler {

    /**
     * Serves it.
     *
     * @param number 1 for the first connection
     */
    void serve(Socket connection, int number) throws Exception;
  }

  private Peer(ServerSocket listening, Handler handler) {
    this.listening = listening;
    this.handler = handler;
    start(this::accept);
  }

  static Peer of(Handler handler) {
    try {
      return of(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), handler);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  static Peer of(ServerSocket listening, Handler handler) {
    return new Peer(listening, handler);
  }

  /** Reads a request, then answers with this text; the last of several for ever. */
  static Peer http(String... answers) {
    Peer[] self = new Peer[1];
    Peer peer =
        of(
            (connection, number) -> {
              self[0].readRequest(connection);
              String answer = answers[Math.min(number, answers.length) - 1];
              connection
                  .getOutputStream()
                  .write(
                      answer
                          .replace("PORT", Integer.toString(self[0].port()))
                          .getBytes(StandardCharsets.ISO_8859_1));
            });
    self[0] = peer;
    return peer;
  }

  /** Accepts, and says nothing until it is closed. */
  static Peer silent() {
    return of(
        (connection, number) -> {
          InputStream in = connection.getInputStream();
          while (in.read() >= 0) {
            // it only listens
          }
        });
  }

  /** Reads up to the blank line, and keeps what it read. */
  void readRequest(Socket connection) throws IOException {
    StringBuilder request = new StringBuilder();
    InputStream in = connection.getInputStream();
    for (int b = in.read(); b >= 0 && !request.toString().endsWith("\r\n\r\n"); b = in.read()) {
      request.append((char) b);
      if (request.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    requests.add(request.toString());
  }

  int port() {
    return listening.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        int number = connections.incrementAndGet();
        open.add(connection);
        start(
            () -> {
              try (connection) {
                handler.serve(connection, number);
              } catch (Exception hungUp) {
                // the probe has seen enough
              }
            });
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "peer");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
