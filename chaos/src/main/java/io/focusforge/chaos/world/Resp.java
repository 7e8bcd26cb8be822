package io.focusforge.chaos.world;

import io.focusforge.local.server.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One command to a Redis or a Sentinel over a connection of its own: a few lines of the protocol RESP2, so that no client hides what happens. */
final class Resp {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private Resp() {}

    /** @return the lines of the answer, those of arrays one after the other; an error fails */
    static List<String> ask(int port, String password, String... command) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), (int) TIMEOUT.toMillis());
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            var input = new BufferedInputStream(socket.getInputStream());
            send(socket, "AUTH", password);
            read(input, new ArrayList<>());
            send(socket, command);
            var answer = new ArrayList<String>();
            read(input, answer);
            return answer;
        }
    }

    private static void send(Socket socket, String... command) throws IOException {
        var text = new StringBuilder("*" + command.length + "\r\n");
        for (var part : command) {
            text.append('$').append(part.length()).append("\r\n").append(part).append("\r\n");
        }
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void read(InputStream input, List<String> into) throws IOException {
        var line = line(input);
        switch (line.charAt(0)) {
            case '+', ':' -> into.add(line.substring(1));
            case '$' -> bulk(input, Integer.parseInt(line.substring(1)), into);
            case '*' -> {
                for (var left = Integer.parseInt(line.substring(1)); left > 0; left--) {
                    read(input, into);
                }
            }
            default -> throw new IOException(line);
        }
    }

    private static void bulk(InputStream input, int length, List<String> into) throws IOException {
        if (length >= 0) {
            into.add(new String(input.readNBytes(length), StandardCharsets.UTF_8));
            input.readNBytes(2);
        }
    }

    private static String line(InputStream input) throws IOException {
        var line = new StringBuilder();
        for (var next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new IOException("the connection has ended");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
