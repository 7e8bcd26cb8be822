package io.focusforge.worker.webhook;

import io.focusforge.common.outbound.Resolver;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Names that a test gives addresses to, another one at each question. All others are as they are. */
@ApplicationScoped
@Alternative
@Priority(100)
class ScriptedNames implements Resolver {
    private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();

    void answer(String host, String... addresses) {
        answers.put(host, new ConcurrentLinkedQueue<>(List.of(addresses)));
    }

    List<String> left(String host) {
        return List.copyOf(answers.get(host));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var scripted = answers.get(host);
        return scripted == null
                ? InetAddress.getAllByName(host)
                : new InetAddress[] {InetAddress.ofLiteral(scripted.remove())};
    }
}
