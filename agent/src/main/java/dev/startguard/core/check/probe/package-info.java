/**
 * The dependencies that a service names, tried before {@code main}: TCP, TLS, HTTP, DNS, disk.
 *
 * <p>Plain sockets on purpose: {@code HttpURLConnection} and {@code java.net.http} look loggers up,
 * and the default {@code SSLContext} is made once for the whole JVM, of properties that the
 * application may still set in {@code main}.
 */
@NullMarked
package dev.startguard.core.check.probe;

import org.jspecify.annotations.NullMarked;
