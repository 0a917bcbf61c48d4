package dev.startguard.core.check.probe;

import dev.startguard.finding.Disclosure;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * Asks for a page and looks at its status. Redirects are followed on one host only, and never from
 * https to http; nothing but the address is sent.
 */
final class HttpAttempt implements Attempt {
  private static final int MOST_REDIRECTS = 5;

  private final WebAddress start;
  private final int expected;

  /**
   * @param expected the status that is right; 0 for any of 200 to 299
   */
  HttpAttempt(WebAddress start, int expected) {
    this.start = start;
    this.expected = expected;
  }

  @Override
  public List<X509Certificate> run(Trial trial) throws ProbeFailure, IOException {
    List<X509Certificate> shown = new ArrayList<>();
    WebAddress page = start;
    for (int redirects = 0; ; redirects++) {
      HttpHead head = ask(page, trial, shown);
      int status = head.status();
      if (expected == 0 ? status >= 200 && status < 300 : status == expected) {
        return shown;
      }
      if (!redirect(status) || head.location() == null) {
        throw new ProbeFailure(
            "answered " + status + (expected == 0 ? "" : ", not " + expected),
            "see in its own log why it answers so");
      }
      if (redirects == MOST_REDIRECTS) {
        throw new ProbeFailure(
                "redirected more than " + MOST_REDIRECTS + " times", "probe the page itself")
            .lasting();
      }
      page = follow(page, head.location());
    }
  }

  private static boolean redirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static WebAddress follow(WebAddress page, String location) throws ProbeFailure {
    WebAddress next = page.resolve(location);
    if (next == null) {
      throw new ProbeFailure("redirected to what is no http URL", "probe the page itself")
          .lasting();
    }
    String where = Disclosure.plain(ProbeFailure.bounded(next.origin()));
    if (!next.address().host().equalsIgnoreCase(page.address().host())) {
      throw new ProbeFailure(
              "redirected to another host, " + where + ", and not followed",
              "probe the page itself, or expect this status")
          .lasting();
    }
    if (page.secure() && !next.secure()) {
      throw new ProbeFailure(
              "redirected from https to " + where + ", and not followed", "probe the page itself")
          .lasting();
    }
    return next;
  }

  private static HttpHead ask(WebAddress page, Trial trial, List<X509Certificate> shown)
      throws ProbeFailure, IOException {
    Socket socket = Connection.open(page.address(), trial);
    try {
      if (!page.secure()) {
        return exchange(page, socket, trial);
      }
      TlsConnection secured = TlsConnection.open(socket, page.address(), trial);
      shown.clear();
      shown.addAll(secured.chain());
      SSLSocket open = secured.socket();
      if (open == null) {
        throw TlsCause.wantsKey();
      }
      try {
        return exchange(page, open, trial);
      } catch (IOException refused) { // with TLS 1.3 the peer says so after the handshake
        if (secured.refusedForKey(refused)) {
          throw TlsCause.wantsKey();
        }
        throw refused;
      }
    } finally {
      trial.close(socket);
    }
  }

  private static HttpHead exchange(WebAddress page, Socket socket, Trial trial)
      throws ProbeFailure, IOException {
    trial.at("waiting for the answer");
    String request =
        "GET "
            + page.target()
            + " HTTP/1.1\r\nHost: "
            + page.authority()
            + "\r\nUser-Agent: startguard\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return HttpHead.read(socket, trial);
  }
}
