package dev.startguard.bench.calls;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/** Another way to be told of a call: an {@code Advice} around the method that makes it. */
public final class AdviceAgent {
  private AdviceAgent() {}

  public static void premain(String args, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .type(ElementMatchers.named("dev.startguard.bench.calls.Calls"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(CalledAdvice.class).on(ElementMatchers.named("siteAdvised"))))
        .installOn(instrumentation);
  }
}
