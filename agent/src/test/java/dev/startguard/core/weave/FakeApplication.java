package dev.startguard.core.weave;

import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is asked and told. */
final class FakeApplication implements Application {
  final List<String> asked = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  private final boolean own;

  FakeApplication(boolean own) {
    this.own = own;
  }

  @Override
  public boolean own(String className, ProtectionDomain domain) {
    asked.add(className + " " + domain);
    return own;
  }

  @Override
  public void ignore(String className, String method, String descriptor) {
    told.add(className + " " + method + descriptor);
  }
}
