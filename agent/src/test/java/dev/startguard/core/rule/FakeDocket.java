package dev.startguard.core.rule;

import dev.startguard.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a standing rule files; {@code com.acme} and {@code dev.startguard} are own code. */
public final class FakeDocket implements Docket {
  private final FakeSurroundings surroundings = new FakeSurroundings();
  private final List<Filed> filed = new CopyOnWriteArrayList<>();

  @Override
  public void file(Rule rule, Site site, Case found, String thread) {
    Identity identity = Identity.of(rule.id(), site);
    filed.add(new Filed(identity, site, found, rule.severity(), rule.evidence(), thread, 1));
  }

  @Override
  public boolean own(Site site) {
    return OwnCode.inPackage(site.className(), "com.acme")
        || OwnCode.inPackage(site.className(), "dev.startguard");
  }

  @Override
  public FakeSurroundings surroundings() {
    return surroundings;
  }

  /** The same, where that class is none of the application's own. */
  public Docket without(Class<?> library) {
    return new Docket() {
      @Override
      public void file(Rule rule, Site site, Case found, String thread) {
        FakeDocket.this.file(rule, site, found, thread);
      }

      @Override
      public boolean own(Site site) {
        return !site.className().equals(library.getName()) && FakeDocket.this.own(site);
      }

      @Override
      public FakeSurroundings surroundings() {
        return surroundings;
      }
    };
  }

  /** What was filed, in its order, and still stands, in words. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Filed each : filed) {
      if (each.found().stands()) {
        findings.add(each.finding());
      }
    }
    return findings;
  }

  /** What was filed, whether it stands or not. */
  public List<Filed> filed() {
    return filed;
  }

  /** Forgets all of it. */
  public void clear() {
    filed.clear();
  }
}
