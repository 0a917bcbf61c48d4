package com.acme.checkout.background;

import java.util.concurrent.CountDownLatch;

/** A mail server that accepts the first message slowly: for as long as the service runs. */
final class MailServer {
  private final CountDownLatch accepted = new CountDownLatch(1);

  void send(String message) {
    try {
      if (!message.isEmpty()) {
        accepted.await();
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  /** It accepts now. */
  void accept() {
    accepted.countDown();
  }
}
