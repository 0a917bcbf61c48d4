package dev.startguard.core.check.probe;

import dev.startguard.core.check.Task;
import dev.startguard.core.check.Validation;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import dev.startguard.manifest.number.Quantity;
import org.jspecify.annotations.Nullable;

/** One entry of {@code probes}, with its target known. */
final class Probe {
  private static final String[] KINDS = {"tcp", "tls", "http", "dns", "disk"};
  private static final long TIMEOUT = 2_000_000_000;

  private final NamedEntry entry;
  private final String kind;
  private final Substitution target;
  private @Nullable Attempts attempts;
  private @Nullable Task<Answer> task;

  private Probe(NamedEntry entry, String kind, Substitution target) {
    this.entry = entry;
    this.kind = kind;
    this.target = target;
  }

  static Probe of(Validation validation, NamedEntry entry) {
    for (String kind : KINDS) {
      String text = entry.fields().text(kind);
      if (text != null) {
        return new Probe(entry, kind, Substitution.of(validation, text));
      }
    }
    throw new IllegalStateException("the reader let a probe of nothing through");
  }

  NamedEntry entry() {
    return entry;
  }

  /** {@code tcp}, {@code tls}, {@code http}, {@code dns} or {@code disk}. */
  String kind() {
    return kind;
  }

  Substitution target() {
    return target;
  }

  /** Whether it may come to TLS: http may be redirected to https. */
  boolean mayUseTls() {
    return kind.equals("tls") || kind.equals("http");
  }

  /** What it does each time it tries; null when the target is none. */
  @Nullable Attempt attempt(Validation validation) {
    Fields fields = entry.fields();
    String text = target.text();
    switch (kind) {
      case "tcp", "tls" -> {
        Address address = Address.parse(text);
        if (address == null) {
          return null;
        }
        return kind.equals("tcp") ? new TcpAttempt(address) : new TlsAttempt(address);
      }
      case "http" -> {
        WebAddress address = WebAddress.parse(text);
        return address == null ? null : new HttpAttempt(address, (int) fields.whole("status", 0));
      }
      case "dns" -> {
        String host = Address.host(text);
        return host == null ? null : new DnsAttempt(host);
      }
      default -> {
        String free = fields.text("freeMin");
        return new DiskAttempt(
            validation.host().file(text),
            free == null ? 0 : Quantity.bytes(free),
            free,
            fields.flag("writable", false));
      }
    }
  }

  /** Begins, without waiting. */
  void begin(Validation validation, Attempt attempt) {
    Fields fields = entry.fields();
    attempts =
        new Attempts(
            attempt,
            validation.host(),
            fields.nanos("timeout", TIMEOUT),
            fields.nanos("retryFor", 0));
    task = validation.background().begin("probe", attempts);
  }

  Attempts attempts() {
    return begun(attempts);
  }

  Task<Answer> task() {
    return begun(task);
  }

  private static <T> T begun(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("not begun");
    }
    return part;
  }
}
