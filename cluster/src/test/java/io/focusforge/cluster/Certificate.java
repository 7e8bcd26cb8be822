package io.focusforge.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that vouches for itself, made by the JDK's keytool.
 *
 * @param chain the certificate, in PEM
 * @param key its key, in PEM
 * @param trusted a key store of type PKCS 12 with the certificate alone, for who should trust it; its password is {@link #PASSWORD}
 */
record Certificate(Path chain, Path key, Path trusted) {
    static final String PASSWORD = "changeit";

    static Certificate make(Path directory, String host)
            throws GeneralSecurityException, IOException, InterruptedException {
        var file = directory.resolve("own.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (made != 0) {
            throw new IllegalStateException("keytool: " + made);
        }
        var own = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var certificate = own.getCertificate("own");
        var trusting = KeyStore.getInstance("PKCS12");
        trusting.load(null, null);
        trusting.setCertificateEntry("entry", certificate);
        var trusted = directory.resolve("trusted.p12");
        try (var out = Files.newOutputStream(trusted)) {
            trusting.store(out, PASSWORD.toCharArray());
        }
        return new Certificate(
                pem(directory.resolve("tls.crt"), "CERTIFICATE", certificate.getEncoded()),
                pem(
                        directory.resolve("tls.key"),
                        "PRIVATE KEY",
                        own.getKey("own", PASSWORD.toCharArray()).getEncoded()),
                trusted.toAbsolutePath());
    }

    private static Path pem(Path file, String label, byte[] der) throws IOException {
        return Files.writeString(
                        file,
                        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                                .formatted(label, Base64.getMimeEncoder().encodeToString(der)))
                .toAbsolutePath();
    }
}
