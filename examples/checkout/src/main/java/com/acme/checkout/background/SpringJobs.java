package com.acme.checkout.background;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Work that Spring runs in the background, in a context of its own. All of it fails, and Spring
 * hands that to whom it may concern.
 */
@EnableAsync
@EnableScheduling
class SpringJobs implements AsyncConfigurer {
  private static final Logger LOG = LoggerFactory.getLogger(SpringJobs.class);

  private static final int PATIENCE_SECONDS = 10;

  /** A mail, a quote, a refresh, and the refresh after that. */
  private final CountDownLatch failures = new CountDownLatch(4);

  @Bean
  static ThreadPoolTaskExecutor taskExecutor() {
    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
    executor.setCorePoolSize(1);
    return executor;
  }

  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setErrorHandler(this::handle);
    return scheduler;
  }

  @Bean
  static Jobs jobs() {
    return new Jobs();
  }

  @Override
  public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
    return this::handle;
  }

  /** Returns when all of it has failed, and was handled. */
  void run(Jobs jobs) throws InterruptedException {
    jobs.mail();
    jobs.quote()
        .exceptionally(
            thrown -> {
              handle(thrown);
              return 0;
            });
    if (!failures.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not all failures were handled");
    }
  }

  private void handle(Throwable thrown, Method job, Object... arguments) {
    handle(thrown);
  }

  private void handle(Throwable thrown) {
    LOG.debug("a job failed", thrown);
    failures.countDown();
  }

  /** Spring makes a subclass of it. */
  static class Jobs {
    private static final int EVERY_MILLIS = 100;

    @Async
    public void mail() {
      throw new IllegalStateException("the mail server is away");
    }

    @Async
    public CompletableFuture<Integer> quote() {
      throw new IllegalStateException("nobody quotes");
    }

    /** Goes on, whatever it throws. */
    @Scheduled(fixedRate = EVERY_MILLIS)
    public void refresh() {
      throw new IllegalStateException("no rate this time");
    }
  }
}
