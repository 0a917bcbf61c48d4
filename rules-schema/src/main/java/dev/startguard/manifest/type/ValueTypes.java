package dev.startguard.manifest.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only list of types, and of the fields that narrow each.
 *
 * <p>Kinds of the constraint fields:
 *
 * <table>
 * <caption>constraints</caption>
 * <tr><td>{@code minLength}, {@code maxLength}, {@code minItems}, {@code maxItems}</td><td>a whole number from 0</td></tr>
 * <tr><td>{@code pattern}</td><td>a {@link java.util.regex.Pattern} that the whole value must match</td></tr>
 * <tr><td>{@code prefix}, {@code separator}, {@code assignableTo}</td><td>text, not empty</td></tr>
 * <tr><td>{@code charset}</td><td>the name of a character set that can hold the value: {@code US-ASCII}</td></tr>
 * <tr><td>{@code allowEmpty}, {@code ignoreCase}, {@code unique}, {@code exists}, {@code readable}, {@code writable}</td>
 * <td>{@code true} or {@code false}</td></tr>
 * <tr><td>{@code values}, {@code schemes}, {@code hosts}</td><td>a list of texts, at least one</td></tr>
 * <tr><td>{@code accept}</td><td>a list of some of {@code yes no on off 1 0}, at least one</td></tr>
 * <tr><td>{@code of}</td><td>a type's name, or a mapping of {@code type} and its constraints; neither {@code list}
 * nor a type of secrets</td></tr>
 * <tr><td>{@code maxMode}</td><td>three or four octal digits as text: {@code 0640}</td></tr>
 * <tr><td>{@code min}, {@code max}</td><td>{@code integer}: a whole number; {@code port}: one from 1 to 65535; {@code
 * decimal}: a number; {@code percent}: one from 0 to 100; {@code bytes}: a size; {@code duration}: a time value</td></tr>
 * </table>
 */
public final class ValueTypes {
  private static final List<String> NAMES =
      List.of(
          "string",
          "enum",
          "list",
          "json",
          "base64",
          "hex",
          "uuid",
          "semver",
          "email", //
          "integer",
          "decimal",
          "percent",
          "port",
          "bytes",
          "duration", //
          "boolean", //
          "url",
          "uri",
          "hostname",
          "ip",
          "cidr",
          "host-port",
          "jdbc-url", //
          "class",
          "charset",
          "timezone",
          "locale",
          "path",
          "java-version",
          "cron", //
          "date",
          "instant", //
          "pem-key",
          "pem-cert",
          "pkcs12",
          "jwt");

  private ValueTypes() {}

  /** The type of that name; null when there is none. Loads no other type's class. */
  public static @Nullable ValueType of(String name) {
    return switch (name) {
      case "string" -> new StringType();
      case "enum" -> new EnumType();
      case "list" -> new ListType();
      case "json" -> new JsonType();
      case "base64" -> new Base64Type();
      case "hex" -> new HexType();
      case "uuid" -> new UuidType();
      case "semver" -> new SemverType();
      case "email" -> new EmailType();
      case "integer" -> new IntegerType();
      case "decimal" -> new DecimalType();
      case "percent" -> new PercentType();
      case "port" -> new PortType();
      case "bytes" -> new BytesType();
      case "duration" -> new DurationType();
      case "boolean" -> new BooleanType();
      case "url" -> new UrlType();
      case "uri" -> new UriType();
      case "hostname" -> new HostnameType();
      case "ip" -> new IpType();
      case "cidr" -> new CidrType();
      case "host-port" -> new HostPortType();
      case "jdbc-url" -> new JdbcUrlType();
      case "class" -> new ClassType();
      case "charset" -> new CharsetType();
      case "timezone" -> new TimezoneType();
      case "locale" -> new LocaleType();
      case "path" -> new PathType();
      case "java-version" -> new JavaVersionType();
      case "cron" -> new CronType();
      case "date" -> new DateType();
      case "instant" -> new InstantType();
      case "pem-key" -> new PemKeyType();
      case "pem-cert" -> new PemCertType();
      case "pkcs12" -> new Pkcs12Type();
      case "jwt" -> new JwtType();
      default -> null;
    };
  }

  /** Every type's name, in the order of the documentation. */
  public static List<String> names() {
    return NAMES;
  }

  /** Whether the type is for {@code secrets} alone. */
  public static boolean secretsOnly(String name) {
    return switch (name) {
      case "pem-key", "pem-cert", "pkcs12", "jwt" -> true;
      default -> false;
    };
  }

  /** The fields that narrow the type of that name; empty when it takes none. */
  public static List<String> constraints(String name) {
    return switch (name) {
      case "string" ->
          List.of("minLength", "maxLength", "pattern", "prefix", "charset", "allowEmpty");
      case "enum" -> List.of("values", "ignoreCase");
      case "list" -> List.of("of", "separator", "minItems", "maxItems", "unique");
      case "integer", "decimal", "percent", "port", "bytes", "duration" -> List.of("min", "max");
      case "boolean" -> List.of("accept");
      case "url" -> List.of("schemes", "hosts");
      case "class" -> List.of("assignableTo");
      case "path" -> List.of("exists", "readable", "writable", "maxMode");
      default -> List.of();
    };
  }
}
