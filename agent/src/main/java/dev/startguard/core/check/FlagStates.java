package dev.startguard.core.check;

import dev.startguard.manifest.Flag;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.ValueType;
import dev.startguard.manifest.type.ValueTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of all declared flags, each resolved and judged once, on first use.
 *
 * <p>A flag is read from its flagd file when it has one and the file knows it; else from the
 * variable of its name; else from the property of its name. A variable that is set to nothing gives
 * way to the property: an image's variable can be emptied, but not unset.
 */
public final class FlagStates {
  private final HostFacts host;
  private final Manifest manifest;
  private final Map<String, FlagState> resolved = new HashMap<>();
  private final Map<String, FlagdFile> files = new HashMap<>();

  public FlagStates(Manifest manifest, HostFacts host) {
    this.manifest = manifest;
    this.host = host;
  }

  /** The declared flag of that name; null when the manifest does not declare it. */
  public @Nullable Flag flag(String name) {
    for (Flag flag : manifest.flags()) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    return null;
  }

  /** What the flag is set to. */
  public FlagState of(Flag flag) {
    FlagState state = resolved.get(flag.name());
    if (state == null) {
      state = resolve(flag);
      resolved.put(flag.name(), state);
    }
    return state;
  }

  /** What the flag's type says of a text: of a value, or of an expectation. */
  public Judgement judge(Flag flag, String text) {
    return type(flag).judge(text, flag.fields());
  }

  /** The flag's type. */
  public ValueType type(Flag flag) {
    ValueType type = ValueTypes.of(flag.type());
    if (type == null) {
      throw new IllegalStateException(
          "the reader let the unknown type " + flag.type() + " through");
    }
    return type;
  }

  /**
   * Everywhere that the flag is set, to whatever value: {@code POWER_PEG}, {@code -DPOWER_PEG}, and
   * the flagd files that any flag of the manifest names.
   */
  public List<String> places(Flag flag) {
    List<String> places = new ArrayList<>(0);
    if (host.env().get(flag.name()) != null) {
      places.add(flag.name());
    }
    if (host.property(flag.name()) != null) {
      places.add("-D" + flag.name());
    }
    for (Flag other : manifest.flags()) {
      String path = other.file();
      if (path != null && file(path).holds(flag.name()) && !places.contains(path)) {
        places.add(path);
      }
    }
    return places;
  }

  /** The flagd file at that path, read once. */
  public FlagdFile file(String path) {
    FlagdFile file = files.get(path);
    if (file == null) {
      file = FlagdFile.read(host, path);
      files.put(path, file);
    }
    return file;
  }

  private FlagState resolve(Flag flag) {
    String path = flag.file();
    if (path != null) {
      FlagdFile file = file(path);
      if (file.problem() != null) {
        return FlagState.broken(path, file.problem());
      }
      if (file.holds(flag.name())) {
        return resolve(flag, path, file.setting(flag.name()));
      }
    }
    String text = host.env().get(flag.name());
    String origin = flag.name();
    if (text == null || text.isEmpty()) {
      text = host.property(flag.name());
      origin = "-D" + flag.name();
    }
    if (text == null || text.isEmpty()) {
      return unset(flag);
    }
    return FlagState.set(text, origin, judge(flag, text));
  }

  private FlagState resolve(Flag flag, String path, FlagdFile.Setting setting) {
    if (setting.targeted()) {
      return FlagState.undecided(path);
    }
    if (setting.problem() != null) {
      return FlagState.broken(path, setting.problem());
    }
    String text = setting.text();
    return text == null ? unset(flag) : FlagState.set(text, path, judge(flag, text));
  }

  private static FlagState unset(Flag flag) {
    return FlagState.unset(flag.type().equals("boolean"));
  }
}
