package dev.startguard.core.host;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups of names by the platform, behind the back of {@code InetAddress}: its first look-up
 * reads {@code networkaddress.cache.ttl} once and for all, which many an application sets at the
 * begin of {@code main}, and on 18 and later it loads the application's own resolver.
 */
final class PlatformNames {
  private static final String OWN_HOSTS_FILE = "jdk.net.hosts.file";

  private PlatformNames() {}

  /** The addresses; without an agent's rights, or on another JDK, the ordinary way. */
  static InetAddress[] addresses(@Nullable Instrumentation instrumentation, String name)
      throws UnknownHostException {
    if (instrumentation != null && !isAddress(name) && System.getProperty(OWN_HOSTS_FILE) == null) {
      try {
        OpenedJdk.open(instrumentation, "java.net");
        return (InetAddress[]) lookUp(name);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof UnknownHostException unknown) {
          throw unknown;
        }
      } catch (ReflectiveOperationException | RuntimeException otherJdk) {
        // the ordinary way then
      }
    }
    return InetAddress.getAllByName(name);
  }

  private static Object lookUp(String name) throws ReflectiveOperationException {
    Object platform = field("impl");
    for (Method method :
        Class.forName("java.net.InetAddressImpl", false, null).getDeclaredMethods()) {
      if (method.getName().equals("lookupAllHostAddr")) {
        method.setAccessible(true);
        return method.getParameterCount() == 1
            ? method.invoke(platform, name)
            : method.invoke(platform, name, field("PLATFORM_LOOKUP_POLICY")); // 18 and later
      }
    }
    throw new NoSuchMethodException("lookupAllHostAddr");
  }

  private static Object field(String name) throws ReflectiveOperationException {
    Field field = InetAddress.class.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }

  /** Whether it is an address in digits, which nobody looks up. */
  private static boolean isAddress(String name) {
    boolean digits = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char sign = name.charAt(i);
      if (sign == ':') {
        return true;
      }
      digits &= sign == '.' || (sign >= '0' && sign <= '9');
    }
    return digits;
  }
}
