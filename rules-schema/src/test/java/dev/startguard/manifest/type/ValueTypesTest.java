package dev.startguard.manifest.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTypesTest {
  @Test
  void makesATypeOfEachNameInTheClassOfThatName() {
    assertThat(ValueTypes.names()).hasSize(36).doesNotHaveDuplicates();
    for (String name : ValueTypes.names()) {
      assertThat(Judging.type(name).type().getClass().getSimpleName()).isEqualTo(className(name));
    }
  }

  @Test
  void knowsNoOtherName() {
    assertThat(ValueTypes.of("")).isNull();
    assertThat(ValueTypes.of("String")).isNull();
    assertThat(ValueTypes.of("int")).isNull();
    assertThat(ValueTypes.constraints("int")).isEmpty();
  }

  @Test
  void keepsFourTypesForSecrets() {
    assertThat(ValueTypes.names())
        .filteredOn(ValueTypes::secretsOnly)
        .containsExactly("pem-key", "pem-cert", "pkcs12", "jwt");
  }

  @Test
  void saysWhichConstraintsATypeTakes() {
    assertThat(ValueTypes.constraints("port")).containsExactly("min", "max");
    assertThat(ValueTypes.constraints("uuid")).isEmpty();
    assertThat(
            ValueTypes.names().stream()
                .flatMap(name -> ValueTypes.constraints(name).stream())
                .distinct())
        .containsExactlyInAnyOrder(
            "minLength",
            "maxLength",
            "pattern",
            "prefix",
            "charset",
            "allowEmpty",
            "values",
            "ignoreCase",
            "of",
            "separator",
            "minItems",
            "maxItems",
            "unique",
            "min",
            "max",
            "accept",
            "schemes",
            "hosts",
            "assignableTo",
            "exists",
            "readable",
            "writable",
            "maxMode");
  }

  @Test
  void loadsTheClassesOfNoOtherType() throws ReflectiveOperationException {
    for (String name : ValueTypes.names()) {
      Recording loader = new Recording();
      Method of = loader.loadClass(ValueTypes.class.getName()).getMethod("of", String.class);
      assertThat(of.invoke(null, name)).isNotNull();
      assertThat(loader.loaded)
          .filteredOn(loaded -> loaded.endsWith("Type"))
          .containsExactlyInAnyOrder("ValueType", className(name));
    }
  }

  private static String className(String name) {
    StringBuilder out = new StringBuilder();
    for (String word : name.split("-", -1)) {
      out.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return out.append("Type").toString();
  }

  /** Loads the types' package anew, and notes the simple name of each class that is asked for. */
  private static final class Recording extends ClassLoader {
    private final List<String> loaded = new ArrayList<>();

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      String types = ValueTypes.class.getPackageName() + ".";
      if (!name.startsWith(types)) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      loaded.add(name.substring(types.length()));
      try (InputStream in =
          ValueTypes.class.getResourceAsStream(name.substring(types.length()) + ".class")) {
        byte[] bytes = java.util.Objects.requireNonNull(in).readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
