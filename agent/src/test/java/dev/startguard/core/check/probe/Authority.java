package dev.startguard.core.check.probe;

import dev.startguard.core.credential.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates, and makes the trust store that trusts them. */
final class Authority {
  static final String PASSWORD = "changeit";
  private static final Duration DAY = Duration.ofDays(1);

  private final KeyPair pair;
  private final X500Name name;
  private final X509Certificate own;

  Authority(String commonName) {
    this(commonName, null, DAY.multipliedBy(-100), DAY.multipliedBy(1000));
  }

  private Authority(String commonName, Authority parent, Duration from, Duration to) {
    pair = Credentials.pair("EC", commonName);
    name = new X500Name("CN=" + commonName);
    own = (parent == null ? this : parent).sign(name, pair, from, to, true, List.of());
  }

  /** An intermediate authority below this one. */
  Authority below(String commonName, Duration from, Duration to) {
    return new Authority(commonName, this, from, to);
  }

  X509Certificate certificate() {
    return own;
  }

  /** A server's context, its certificate valid between two moments from now on. */
  SSLContext server(Duration from, Duration to, String... hosts) {
    return server(List.of(), from, to, hosts);
  }

  /** The same, sending these certificates of authorities too. */
  SSLContext server(List<X509Certificate> others, Duration from, Duration to, String... hosts) {
    KeyPair key = Credentials.pair("EC", "server");
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(sign(new X500Name("CN=server"), key, from, to, false, List.of(hosts)));
    chain.addAll(others);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] password = PASSWORD.toCharArray();
      store.setKeyEntry(
          "server", key.getPrivate(), password, chain.toArray(new X509Certificate[0]));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A trust store with this authority alone. */
  Path trustStore(Path file) {
    return store(file, own);
  }

  /** A trust store with nothing in it. */
  static Path emptyStore(Path file) {
    return store(file, null);
  }

  private static Path store(Path file, X509Certificate trusted) {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      if (trusted != null) {
        store.setCertificateEntry("authority", trusted);
      }
      store.store(out, PASSWORD.toCharArray());
      return file;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate sign(
      X500Name subject, KeyPair key, Duration from, Duration to, boolean ca, List<String> hosts) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(System.nanoTime()),
              Date.from(now.plus(from)),
              Date.from(now.plus(to)),
              subject,
              key.getPublic());
      if (ca) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      }
      if (!hosts.isEmpty()) {
        GeneralName[] names = new GeneralName[hosts.size()];
        for (int i = 0; i < names.length; i++) {
          boolean address = Character.isDigit(hosts.get(i).charAt(0));
          names[i] =
              new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, hosts.get(i));
        }
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
