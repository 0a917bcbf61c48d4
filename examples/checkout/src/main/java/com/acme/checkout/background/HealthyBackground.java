package com.acme.checkout.background;

import jakarta.annotation.PreDestroy;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.stereotype.Component;

/** The same as {@link Background}, done well. */
@Component
@SuppressWarnings("FutureReturnValueIgnored") // each task handles what it throws
class HealthyBackground {
  private static final Logger LOG = LoggerFactory.getLogger(HealthyBackground.class);
  private static final int EVERY_MILLIS = 100;
  private static final int DRAIN_SECONDS = 10;

  private final Rates rates = new Rates();
  private final MailServer server = new MailServer();
  private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService printer = Executors.newSingleThreadExecutor();
  private final ExecutorService pages = Executors.newSingleThreadExecutor();
  private final ExecutorService outbox =
      Executors.newSingleThreadExecutor(HealthyBackground::named);
  private volatile boolean begun;

  /** Begins. */
  void begin() throws InterruptedException {
    begun = true;
    refresher.scheduleAtFixedRate(this::refresh, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    printer.submit(this::print);
    outbox.submit(() -> server.send("your order is on its way"));
    try (AnnotationConfigApplicationContext jobs =
        new AnnotationConfigApplicationContext(SpringJobs.class)) {
      jobs.getBean(SpringJobs.class).run(jobs.getBean(SpringJobs.Jobs.class));
    }
  }

  /** Lives on without a rate. */
  private void refresh() {
    try {
      rates.next();
    } catch (NoSuchElementException none) {
      LOG.debug("no rate this time", none);
    }
  }

  /** Pages have a thread of their own. */
  private Void print() throws Exception {
    Future<Void> page = pages.submit(HealthyBackground::page);
    return page.get();
  }

  private static Void page() {
    return null;
  }

  /** Takes no more, and waits until all is sent. */
  @PreDestroy
  void mailLastReceipt() throws InterruptedException {
    if (begun) {
      outbox.submit(() -> server.send("your receipt"));
      server.accept();
    }
    refresher.shutdown();
    printer.shutdown();
    pages.shutdown();
    outbox.shutdown();
    if (!outbox.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
      LOG.error("receipts were not mailed");
    }
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "outbox");
    thread.setDaemon(true);
    return thread;
  }
}
