package com.acme.checkout.background;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Refreshes rates, prints bills, mails receipts. Begins when it is asked to. */
@Component
@SuppressWarnings("FutureReturnValueIgnored") // as most code does
class Background {
  private static final int EVERY_MILLIS = 100;

  private final Rates rates = new Rates();
  private final MailServer server = new MailServer();
  private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService printer = Executors.newSingleThreadExecutor();
  private final ExecutorService outbox = Executors.newSingleThreadExecutor(Background::daemon);
  private volatile boolean begun;

  /** Begins. */
  void begin() {
    begun = true;
    refresher.scheduleAtFixedRate(this::refresh, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    printer.submit(this::print);
    outbox.submit(() -> server.send("your order is on its way"));
  }

  /** The first mistake: the run that throws is the last one. */
  private void refresh() {
    rates.next();
  }

  /** The second mistake: the page waits for the printer's one thread, which waits for the page. */
  private Void print() throws ExecutionException, InterruptedException {
    return printer.submit(Background::page).get();
  }

  private static Void page() {
    return null;
  }

  /** The third mistake: nobody waits until it is sent. */
  @PreDestroy
  void mailLastReceipt() {
    if (begun) {
      outbox.submit(() -> server.send("your receipt"));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "outbox");
    thread.setDaemon(true);
    return thread;
  }
}
