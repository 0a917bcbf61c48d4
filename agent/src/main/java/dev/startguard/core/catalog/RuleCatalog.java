package dev.startguard.core.catalog;

import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.calendar.EpochIntOverflowRule;
import dev.startguard.core.rule.calendar.EpochUnitMixupRule;
import dev.startguard.core.rule.calendar.LeapDayClampedRule;
import dev.startguard.core.rule.calendar.LenientParseRule;
import dev.startguard.core.rule.calendar.MonthEndClampedRule;
import dev.startguard.core.rule.calendar.PatternMixupRule;
import dev.startguard.core.rule.calendar.QuotedZRule;
import dev.startguard.core.rule.calendar.WeekYearPatternRule;
import dev.startguard.core.rule.clock.DelayOutOfRangeRule;
import dev.startguard.core.rule.clock.ElapsedByWallClockRule;
import dev.startguard.core.rule.executor.CommonPoolBlockedRule;
import dev.startguard.core.rule.executor.ExecutorLeakRule;
import dev.startguard.core.rule.executor.MaxPoolSizeIgnoredRule;
import dev.startguard.core.rule.executor.PeriodicTaskDiedRule;
import dev.startguard.core.rule.executor.QueueSaturationRule;
import dev.startguard.core.rule.executor.TasksLostRule;
import dev.startguard.core.rule.executor.WaitCycleRule;
import dev.startguard.core.rule.executor.WorkerChurnRule;
import dev.startguard.core.rule.future.AsyncWithoutExecutorRule;
import dev.startguard.core.rule.future.ExceptionLostRule;
import dev.startguard.core.rule.thread.SharedDateFormatRule;
import dev.startguard.core.rule.thread.ThreadDiedRule;
import dev.startguard.core.rule.thread.ThreadLocalBleedRule;
import dev.startguard.core.rule.thread.VirtualThreadPooledRule;
import dev.startguard.core.rule.zone.BusinessDayMismatchRule;
import dev.startguard.core.rule.zone.DayAs24hRule;
import dev.startguard.core.rule.zone.DefaultZoneCallRule;
import dev.startguard.core.rule.zone.DefaultZoneChangedRule;
import dev.startguard.core.rule.zone.DstDangerPredictedRule;
import dev.startguard.core.rule.zone.DstGapShiftedRule;
import dev.startguard.core.rule.zone.DstOverlapAmbiguousRule;
import dev.startguard.core.rule.zone.ZoneIdAbbreviationRule;
import dev.startguard.core.rule.zone.ZoneIdUnknownRule;
import java.util.ArrayList;
import java.util.List;

/** Every rule that runs while the service does. To add one is to add a line. */
public final class RuleCatalog {
  private RuleCatalog() {}

  /** Every rule, made anew: one set a process. */
  public static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    DefaultZoneCallRule calls = new DefaultZoneCallRule();
    rules.add(calls);
    rules.add(new DstGapShiftedRule());
    rules.add(new DstOverlapAmbiguousRule());
    rules.add(new DstDangerPredictedRule());
    rules.add(new BusinessDayMismatchRule());
    rules.add(new DefaultZoneChangedRule(calls));
    rules.add(new ZoneIdUnknownRule());
    rules.add(new ZoneIdAbbreviationRule());
    rules.add(new DayAs24hRule());
    rules.add(new WeekYearPatternRule());
    rules.add(new PatternMixupRule());
    rules.add(new QuotedZRule());
    rules.add(new LenientParseRule());
    rules.add(new EpochUnitMixupRule());
    rules.add(new LeapDayClampedRule());
    rules.add(new MonthEndClampedRule());
    rules.add(new EpochIntOverflowRule());
    rules.add(new ElapsedByWallClockRule());
    rules.add(new DelayOutOfRangeRule());
    Pools pools = new Pools();
    Submissions submissions = new Submissions();
    TasksLostRule tasksLost = new TasksLostRule(pools, submissions);
    rules.add(new ExceptionLostRule(pools, submissions, tasksLost));
    rules.add(new AsyncWithoutExecutorRule());
    rules.add(new ThreadDiedRule());
    rules.add(new SharedDateFormatRule());
    rules.add(new ThreadLocalBleedRule());
    rules.add(new PeriodicTaskDiedRule(pools));
    rules.add(tasksLost);
    rules.add(new WaitCycleRule(pools, submissions, tasksLost));
    rules.add(new QueueSaturationRule(pools));
    rules.add(new CommonPoolBlockedRule());
    rules.add(new WorkerChurnRule(pools));
    rules.add(new ExecutorLeakRule(pools));
    rules.add(new MaxPoolSizeIgnoredRule(pools));
    rules.add(new VirtualThreadPooledRule(pools));
    return rules;
  }
}
