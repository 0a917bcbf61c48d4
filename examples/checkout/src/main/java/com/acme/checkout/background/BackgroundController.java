package com.acme.checkout.background;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins what runs in the background: with its mistakes, or without. */
@RestController
class BackgroundController {
  private final Background background;
  private final HealthyBackground healthy;

  BackgroundController(Background background, HealthyBackground healthy) {
    this.background = background;
    this.healthy = healthy;
  }

  @GetMapping("/background")
  String begin() {
    background.begin();
    return "begun";
  }

  @GetMapping("/background/healthy")
  String beginWell() throws InterruptedException {
    healthy.begin();
    return "begun";
  }
}
