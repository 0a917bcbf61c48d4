package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsSchemaTest {
  private static final String COMMON =
      "{\"v\":1,\"time\":\"2026-11-15T12:00:00Z\",\"level\":\"info\",\"message\":\"m\",\"service\":\"s\",\"profile\":null,"
          + "\"host\":\"h\",\"pid\":1,\"run\":\"0123456789abcdef\",";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'run','mode':'enforce','manifest':{'path':'startguard.yaml'},'jvm':'17.0.15','startguard':'0.1.0'}",
        "'type':'finding','phase':'startup','id':'env-missing','severity':'error','subject':'DB_HOST','location':"
            + "{'file':'startguard.yaml','line':12,'column':3},'owner':'team-checkout','url':'https://x','fix':['set it'],"
            + "'retryable':false}",
        "'type':'summary','verdict':'refused','errors':3,'warnings':1,'notEvaluated':0,'checks':52,'durationMs':41,'exit':78}",
        "'type':'finding','phase':'runtime','id':'dst-gap-shifted','severity':'error','evidence':'proven','site':{'class':"
            + "'com.acme.CutOff','method':'nextRun','file':'CutOff.java','line':41},'thread':'scheduler-1','count':1,"
            + "'fix':['x']}",
      })
  void takesEveryKindOfLine(String rest) {
    assertThat(FindingsSchema.problems(line(rest))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'run','mode':'enforce','manifest':null,'jvm':'17','startguard':'0.1.0','more':1}",
        "'type':'run','mode':'maybe','manifest':null,'jvm':'17','startguard':'0.1.0'}",
        "'type':'finding','phase':'startup','id':'env-missing','severity':'error','retryable':false}",
        "'type':'finding','phase':'startup','id':'Env Missing','severity':'error','subject':'x','retryable':false}",
        "'type':'finding','phase':'startup','id':'x','severity':'error','subject':'x','retryable':false,'evidence':'proven'}",
        "'type':'finding','phase':'startup','id':'x','severity':'error','subject':'x','retryable':false,'exit':78}",
        "'type':'summary','verdict':'refused','errors':0,'warnings':1,'notEvaluated':0,'checks':52,'durationMs':41,'exit':78}",
        "'type':'summary','verdict':'passed','errors':0,'warnings':1,'notEvaluated':0,'checks':52,'durationMs':41,'exit':1}",
        "'type':'other'}",
      })
  void refusesWhatIsNoLineOfOurs(String rest) {
    assertThat(FindingsSchema.problems(line(rest))).isNotEmpty();
  }

  @Test
  void refusesALineWithoutTheCommonFields() {
    assertThat(
            FindingsSchema.problems(
                "{\"v\":1,\"type\":\"run\",\"mode\":\"warn\",\"manifest\":null}"))
        .isNotEmpty();
  }

  private static String line(String rest) {
    return COMMON + rest.replace('\'', '"');
  }
}
