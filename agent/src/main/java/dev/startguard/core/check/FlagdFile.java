package dev.startguard.core.check;

import dev.startguard.json.JsonException;
import dev.startguard.json.JsonReader;
import dev.startguard.json.JsonValue;
import dev.startguard.json.JsonValue.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file of flag definitions as flagd reads it: {@code {"flags": {"NAME": {"state": "ENABLED",
 * "variants": {"on": true}, "defaultVariant": "on"}}}} (https://flagd.dev/schema/v0/flags.json).
 */
public final class FlagdFile {
  /** No file of flags is larger: 4 MiB, in bytes. */
  private static final int LIMIT = 4 << 20;

  private final @Nullable String problem;
  private final @Nullable JsonValue flags;

  private FlagdFile(@Nullable String problem, @Nullable JsonValue flags) {
    this.problem = problem;
    this.flags = flags;
  }

  /**
   * What a file says of one flag.
   *
   * @param text the value of its default variant; null when the file leaves the value to the code,
   *     or to its rules
   * @param targeted whether rules decide the value anew for each evaluation
   * @param problem why the definition cannot be used, in words that follow the file's path; null
   *     when it can
   */
  public record Setting(@Nullable String text, boolean targeted, @Nullable String problem) {
    private static final Setting LEFT_TO_CODE = new Setting(null, false, null);

    private static Setting broken(String problem) {
      return new Setting(null, false, problem);
    }
  }

  /** Reads the file; what is wrong with it is its {@link #problem()}. */
  static FlagdFile read(HostFacts host, String path) {
    try {
      byte[] bytes = host.read(path, LIMIT + 1);
      if (bytes.length > LIMIT) {
        return new FlagdFile("is larger than 4 MiB", null);
      }
      JsonValue flags = JsonReader.read(decoded(bytes)).member("flags");
      return flags == null || flags.kind() != Kind.OBJECT
          ? new FlagdFile("has no object \"flags\"", null)
          : new FlagdFile(null, flags);
    } catch (CharacterCodingException e) {
      return new FlagdFile("is not UTF-8", null);
    } catch (JsonException e) {
      return new FlagdFile("is not JSON: " + e.getMessage(), null);
    } catch (IOException e) {
      return new FlagdFile(String.valueOf(e.getMessage()), null);
    }
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Why the file as a whole cannot be used, in words that follow its path; null when it can. */
  public @Nullable String problem() {
    return problem;
  }

  /** Whether the file defines a flag of that name, in whatever state. */
  public boolean holds(String name) {
    return flags != null && flags.member(name) != null;
  }

  /** What the file says of the flag; as if it were disabled when the file does not define it. */
  public Setting setting(String name) {
    JsonValue flag = flags == null ? null : flags.member(name);
    if (flag == null) {
      return Setting.LEFT_TO_CODE;
    }
    JsonValue state = flag.member("state");
    if (state != null && state.text().equals("DISABLED")) {
      return Setting.LEFT_TO_CODE;
    }
    if (state == null || !state.text().equals("ENABLED")) {
      return Setting.broken("gives it a state that is neither ENABLED nor DISABLED");
    }
    JsonValue targeting = flag.member("targeting");
    if (targeting != null && !targeting.members().isEmpty()) {
      return new Setting(null, true, null);
    }
    JsonValue variant = flag.member("defaultVariant");
    if (variant == null || variant.kind() == Kind.NULL) {
      return Setting.LEFT_TO_CODE;
    }
    JsonValue variants = flag.member("variants");
    JsonValue value = variants == null ? null : variants.member(variant.text());
    return value == null
        ? Setting.broken("names a defaultVariant that is none of its variants")
        : new Setting(value.text(), false, null);
  }
}
