package dev.startguard.core.weave.hook;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The methods of a class that have code, as its class file names them. */
final class Declared {
  private Declared() {}

  static List<String> methods(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      if (!Modifier.isNative(method.getModifiers())
          && !Modifier.isAbstract(method.getModifiers())) {
        names.add(
            method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      names.add(
          "<init>"
              + MethodType.methodType(void.class, constructor.getParameterTypes())
                  .toMethodDescriptorString());
    }
    return names;
  }
}
