package io.focusforge.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** As much of a registry (OCI distribution specification 1.1) as pulling and pushing needs, in memory. */
final class LoopbackRegistry implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();

    record Manifest(String type, byte[] content) {}

    private LoopbackRegistry(HttpServer server) {
        this.server = server;
        server.createContext("/v2/", this::handle);
        // A connection whose certificate the client does not like must not hold up the next.
        server.setExecutor(threads);
        server.start();
    }

    /** Its certificate is nobody's, so that it is trusted with {@code --insecure} only; it is kept in the directory. */
    static LoopbackRegistry start(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(directory.resolve("registry.p12"))));
        return new LoopbackRegistry(server);
    }

    private static SSLContext tls(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (made != 0) {
            throw new IllegalStateException("keytool ended with " + made);
        }
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    String address() {
        return "localhost:" + server.getAddress().getPort();
    }

    /** What is stored under {@code repository:tag} or {@code repository@digest}. */
    Manifest manifest(String name) {
        return manifests.get(name);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring("/v2/".length());
            if (path.isEmpty()) {
                answer(exchange, 200, new byte[0]);
            } else if (path.contains("/blobs/uploads/")) {
                upload(exchange, path);
            } else if (path.contains("/blobs/")) {
                blob(exchange, path.substring(path.lastIndexOf('/') + 1));
            } else {
                var at = path.indexOf("/manifests/");
                manifest(exchange, path.substring(0, at), path.substring(at + "/manifests/".length()));
            }
        }
    }

    private void upload(HttpExchange exchange, String path) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod()) {
            case "POST" -> exchange.getResponseHeaders().add("Location", "/v2/" + path + System.nanoTime());
            case "PATCH" -> {
                uploads.put(path, body);
                exchange.getResponseHeaders().add("Location", "/v2/" + path);
            }
            default -> {
                var query = exchange.getRequestURI().getQuery();
                blobs.put(query.substring(query.indexOf("digest=") + "digest=".length()), uploads.remove(path));
            }
        }
        answer(exchange, exchange.getRequestMethod().equals("PUT") ? 201 : 202, new byte[0]);
    }

    private void blob(HttpExchange exchange, String digest) throws IOException {
        var content = blobs.get(digest);
        answer(exchange, content == null ? 404 : 200, content == null ? new byte[0] : content);
    }

    private void manifest(HttpExchange exchange, String repository, String reference) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            var content = exchange.getRequestBody().readAllBytes();
            var stored = new Manifest(exchange.getRequestHeaders().getFirst("Content-Type"), content);
            manifests.put(repository + ":" + reference, stored);
            manifests.put(repository + "@" + digest(content), stored);
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest(content));
            answer(exchange, 201, new byte[0]);
            return;
        }
        var found = manifests.get(repository + (reference.startsWith("sha256:") ? "@" : ":") + reference);
        if (found == null) {
            answer(exchange, 404, new byte[0]);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", found.type());
        exchange.getResponseHeaders().add("Docker-Content-Digest", digest(found.content()));
        answer(exchange, 200, found.content());
    }

    private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", "" + content.length);
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
            exchange.getResponseBody().write(content);
        }
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
