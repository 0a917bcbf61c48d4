package dev.startguard.core.weave;

import java.util.concurrent.atomic.AtomicInteger;

/** A site that is as good as any. */
public final class AnySite {
  private AnySite() {}

  /** One that has not failed yet. */
  public static Site fresh() {
    Call call = new Call("java/util/TimeZone", "getTimeZone", null, Kind.VALUE, new Recorder());
    Place place = new Place(0, 0, 1, "", "run", "()V");
    return new Site(call, "com.A", place, "A.java", null, new AtomicInteger());
  }
}
