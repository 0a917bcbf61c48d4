package dev.startguard.it.app;

import com.sun.tools.attach.VirtualMachine;

/** Loads an agent into a running JVM: process id, jar, arguments. */
public final class Attach {
  private Attach() {}

  public static void main(String[] args) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(args[0]);
    try {
      machine.loadAgent(args[1], args[2]);
    } finally {
      machine.detach();
    }
  }
}
