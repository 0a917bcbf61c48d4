/**
 * The formats of keys, certificates, keystores and tokens, read from bytes.
 *
 * <p>Everything is parsed by hand from the caller's array, and no {@code String} is made of it.
 * {@code CertificateFactory} and {@code KeyStore} are not used: for each certificate they ask for
 * the logger {@code jdk.event.security}, and that look-up starts the application's own {@code
 * System.LoggerFinder} before {@code main} (X509Factory.commitEvent, EventHelper.isLoggingSecurity;
 * JDK 17 to 25). The classes load only when a manifest declares such a secret. Imports nothing of
 * ours.
 */
@NullMarked
package dev.startguard.core.credential;

import org.jspecify.annotations.NullMarked;
