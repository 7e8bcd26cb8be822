package io.focusforge.local.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Stands for a service where only its life as a process matters: reads its settings and says that it is ready. */
public final class StubService {
    private StubService() {}

    public static void main(String[] arguments) throws IOException {
        var settings = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of(URI.create(System.getProperty("smallrye.config.locations"))))) {
            settings.load(reader);
        }
        var keyFile = settings.getProperty("focusforge.bootstrap.key-file");
        if (keyFile != null && !Files.exists(Path.of(keyFile))) {
            Files.writeString(Path.of(keyFile), "ff_stub\n");
        }
        listen(settings.getProperty("focusforge.http.port"));
        listen(settings.getProperty("focusforge.management.port"));
    }

    private static void listen(String port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
        var server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
