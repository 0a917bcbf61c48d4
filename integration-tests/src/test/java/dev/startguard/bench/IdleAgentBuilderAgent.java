package dev.startguard.bench;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.matcher.ElementMatchers;

/** What Byte Buddy's usual entry point costs before it has transformed anything. */
public final class IdleAgentBuilderAgent {
  private IdleAgentBuilderAgent() {}

  public static void premain(String args, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .type(ElementMatchers.named("no.such.Type"))
        .transform((builder, type, loader, module, domain) -> builder)
        .installOn(instrumentation);
  }
}
