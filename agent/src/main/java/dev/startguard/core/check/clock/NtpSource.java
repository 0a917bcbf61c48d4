package dev.startguard.core.check.clock;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An NTP server, {@code ntp://HOST:PORT}. */
final class NtpSource implements TimeSource {
  private static final String SCHEME = "ntp://";
  private static final int PORT = 123;

  /** A name may have any number of addresses, and a pool's are alike. */
  private static final int MOST_ADDRESSES = 3;

  private static final long NANOS_A_MILLI = 1_000_000;

  private final HostFacts host;
  private final String name;
  private final String server;
  private final int port;

  /**
   * @param name as the manifest writes it, and as its reader has checked it
   */
  NtpSource(HostFacts host, String name) {
    this.host = host;
    this.name = name;
    String address = name.substring(SCHEME.length());
    int colon = address.indexOf(':', address.indexOf(']') + 1);
    String text = colon < 0 ? address : address.substring(0, colon);
    server = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    port = colon < 0 ? PORT : Integer.parseInt(address.substring(colon + 1));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean hint() {
    return false;
  }

  @Override
  public Reading read(Budget budget, long until) throws Unusable, InterruptedException {
    if (port < 1 || port > 65_535) {
      throw new Unusable("there is no port " + port);
    }
    long begin = System.nanoTime();
    InetAddress[] addresses = NameLookup.addresses(host, server, until);
    int count = Math.min(addresses.length, MOST_ADDRESSES);
    String reason = "";
    for (int i = 0; i < count; i++) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        break;
      }
      long share = System.nanoTime() + left / (count - i);
      try (NtpClient client =
          new NtpClient(host, budget, new InetSocketAddress(addresses[i], port))) {
        return client.read(share);
      } catch (Unusable next) {
        reason = next.reason();
      } catch (IOException e) {
        reason = NtpClient.words(e);
      }
    }
    long waited = (System.nanoTime() - begin) / NANOS_A_MILLI;
    throw new Unusable(reason.isEmpty() ? "no answer in " + waited + " ms" : reason);
  }
}
