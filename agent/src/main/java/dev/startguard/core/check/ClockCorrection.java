package dev.startguard.core.check;

/** What was measured of the wall clock's error. */
public interface ClockCorrection {

  /**
   * What must be added to the wall clock to have the true time, in milliseconds; 0 when the
   * measurement did not come to a verdict. Waits for the measurement.
   */
  long millis();
}
