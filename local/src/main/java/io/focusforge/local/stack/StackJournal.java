package io.focusforge.local.stack;

import io.focusforge.local.server.ProcessIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Keeps the state of all parts and writes each change down. */
final class StackJournal {
    private final Path data;
    private final String url;
    private final Map<String, ServiceState> parts = new LinkedHashMap<>();
    private boolean ready;

    StackJournal(Path data, String url, List<String> names) {
        this.data = data;
        this.url = url;
        names.forEach(name -> parts.put(name, ServiceState.waiting(name)));
        write();
    }

    synchronized void change(String name, UnaryOperator<ServiceState> change) {
        parts.compute(name, (key, state) -> change.apply(state));
        write();
    }

    synchronized void ready(boolean all) {
        ready = all;
        write();
    }

    synchronized void failed(String reason) {
        new StackState(ProcessIdentity.current(), url, false, reason, List.of()).write(data);
    }

    synchronized List<ServiceState> parts() {
        return new ArrayList<>(parts.values());
    }

    private void write() {
        new StackState(ProcessIdentity.current(), url, ready, null, parts()).write(data);
    }
}
