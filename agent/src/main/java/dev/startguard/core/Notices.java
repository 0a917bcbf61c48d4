package dev.startguard.core;

import dev.startguard.core.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** What a reader of the report must know beside the findings. */
final class Notices {
  private static final String[] LATER_SETTINGS = {"ledger"};

  private Notices() {}

  /** Adds what this version reads but does not yet do. */
  static void add(List<String> notices, Settings settings) {
    List<String> later = new ArrayList<>(0);
    for (String key : LATER_SETTINGS) {
      if (settings.setting(key) != null) {
        later.add(key);
      }
    }
    say(notices, "not in this version: ", later);
  }

  private static void say(List<String> notices, String start, List<String> names) {
    if (!names.isEmpty()) {
      StringBuilder line = new StringBuilder(start);
      for (int i = 0; i < names.size(); i++) {
        line.append(i == 0 ? "" : ", ").append(names.get(i));
      }
      notices.add(line.toString());
    }
  }
}
