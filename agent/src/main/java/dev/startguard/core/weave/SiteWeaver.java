package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Pool;
import dev.startguard.core.weave.flow.Clues;
import java.security.ProtectionDomain;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Puts probes beside the watched calls of a class file, and where results end that are followed:
 * with a {@link Splicer} where that will do, else with a {@link Rewriter}. What cannot be woven is
 * left alone and counted.
 */
final class SiteWeaver {
  /** The first that may hold {@code invokedynamic}. */
  static final int OLDEST = 51;

  /** The last that Byte Buddy's ASM reads. */
  static final int NEWEST = Opcodes.V27;

  private final Calls ofOwn;
  private final Calls ofOthers;
  private final Prefilter prefilter;
  private final @Nullable Application application;
  private final Flows flows;
  private final Tally tally;

  SiteWeaver(Calls calls, Tally tally) {
    this(calls, new Prefilter(calls), null, tally);
  }

  /**
   * @param prefilter of these calls
   * @param application null when all classes are the application's own
   */
  SiteWeaver(Calls calls, Prefilter prefilter, @Nullable Application application, Tally tally) {
    ofOwn = calls;
    ofOthers = calls.everywhere();
    this.prefilter = prefilter;
    this.application = application;
    this.flows = new Flows(ofOwn, ofOthers);
    this.tally = tally;
  }

  /**
   * Never throws.
   *
   * @param standIns whether methods may be added to the class
   * @return null when the class stays as it is
   */
  @Nullable Woven weave(byte[] file, boolean standIns) {
    return prefilter.hit(file) ? weaveHit("", null, file, standIns) : null;
  }

  /**
   * The same, for a file that is known to be a hit of the prefilter.
   *
   * @param className internal
   * @param domain where it comes from; null when nobody knows
   */
  @Nullable Woven weaveHit(
      String className, @Nullable ProtectionDomain domain, byte[] file, boolean standIns) {
    try {
      return examine(className, domain, file, standIns);
    } catch (Throwable fault) { // out of a transformer it would vanish, and the class with it
      tally.count(LeftAlone.FAILED);
      return null;
    }
  }

  private @Nullable Woven examine(
      String className, @Nullable ProtectionDomain domain, byte[] file, boolean standIns) {
    int major = ClassFile.u2(file, 6);
    if (major > NEWEST) {
      tally.countNew(major);
      return null;
    }
    boolean own = application == null || application.own(className, domain);
    Calls calls = own ? ofOwn : ofOthers;
    Pool pool;
    Mentions mentions;
    ClassShape shape;
    Ends ends = Ends.NONE;
    try {
      if (!own && !prefilter.names(file, calls)) {
        return null;
      }
      pool = new Pool(file);
      mentions = new Mentions(calls, prefilter, file, pool);
      if (mentions.anyFollowed()) {
        mentions.addClues(ClassFile.u2(file, pool.end() + 2));
        ends = flows.of(own);
      }
      shape = ClassShape.of(file, pool, mentions.marks(), ends);
    } catch (IndexOutOfBoundsException unsound) {
      tally.count(LeftAlone.MALFORMED);
      return null;
    }
    boolean[] wanted = mentions.anyFollowed() ? Clues.wanted(shape.found()) : null;
    ClassReader reader = null;
    List<List<Flow>> followed = List.of();
    if (wanted != null) {
      reader = new ClassReader(file);
      followed = follow(reader, wanted, ends);
    }
    if (followed.isEmpty()) {
      if (!mentions.anyBeside()) {
        return null;
      }
      boolean may = major >= OLDEST && !mentions.special();
      Woven spliced = may ? splice(new Splicer(calls, file, pool, shape, mentions)) : null;
      if (spliced != null) {
        return spliced;
      }
    }
    return new Rewriter(calls, tally)
        .weave(
            reader == null ? new ClassReader(file) : reader,
            major,
            shape.codeLengths(),
            followed,
            standIns);
  }

  private @Nullable Woven splice(Splicer splicer) {
    byte[] spliced = splicer.spliced();
    if (spliced == null) {
      return null;
    }
    tally.countWoven(splicer.sites());
    return new Woven(spliced, false);
  }

  /** What cannot be followed shall not keep other probes out. */
  private List<List<Flow>> follow(ClassReader reader, boolean[] wanted, Ends ends) {
    try {
      return flows.of(reader, wanted, ends);
    } catch (RuntimeException unsound) { // code that the JVM will refuse
      tally.count(LeftAlone.FAILED);
      return List.of();
    }
  }
}
