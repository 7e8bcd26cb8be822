package io.focusforge.local.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says one thing to Redis in its own protocol. */
final class RedisConversation {
    String send(Endpoints endpoints, String command) throws IOException {
        try (var socket = new Socket(Ports.HOST, endpoints.redisPort());
                var answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            var text = "AUTH %s\r\n%s\r\nQUIT\r\n".formatted(endpoints.redisPassword(), command);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return String.join("\n", answers.lines().toList());
        }
    }
}
