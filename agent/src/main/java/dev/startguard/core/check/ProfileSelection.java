package dev.startguard.core.check;

import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestDocument;
import dev.startguard.manifest.ProfileChoice;
import dev.startguard.manifest.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Which profile is in force, and who said so: the setting {@code profile}, else the variable that
 * the manifest's {@code profiles.select} names, else the property that the manifest gives this
 * variable.
 *
 * @param choice what the text comes to
 * @param subject what the operator sets: {@code APP_ENV}, {@code STARTGUARD_PROFILE}
 * @param text what it was set to; null when it was not
 * @param manifest the manifest with the profile applied; without one when it is not known which
 */
public record ProfileSelection(
    ProfileChoice choice, String subject, @Nullable String text, Manifest manifest) {

  /**
   * Selects.
   *
   * @param setting the value of the setting {@code profile}; null when it is not given
   * @param origin where the setting stands, as the operator knows it
   */
  public static ProfileSelection of(
      ManifestDocument document, HostFacts host, @Nullable String setting, String origin) {
    Manifest plain = document.withoutProfile();
    String select = plain.profiles().select();
    String subject = origin;
    String text = setting;
    if (text == null && select != null) {
      subject = select;
      text = text(plain, host, select);
    }
    ProfileChoice choice = ProfileChoice.of(plain.profiles(), text);
    String profile = choice.profile();
    return new ProfileSelection(
        choice, subject, text, profile == null ? plain : document.withProfile(profile));
  }

  /** As for any variable: one that is set to nothing gives way to its property. */
  private static @Nullable String text(Manifest manifest, HostFacts host, String select) {
    String text = host.env().get(select);
    if (text == null || text.isEmpty()) {
      for (Variable variable : manifest.variables()) {
        String property = variable.propertyName();
        if (property != null && !variable.property() && variable.name().equals(select)) {
          String fallback = host.property(property);
          return fallback == null ? text : fallback;
        }
      }
    }
    return text;
  }
}
