package io.focusforge.worker.watch;

import io.focusforge.common.sse.Outlet;
import java.util.ArrayList;
import java.util.List;

/** Reads a stream as a client does. */
final class Listener implements Outlet {
    record Heard(String id, String event, String data) {
        String word() {
            return event.replaceAll("^io\\.focusforge\\.job\\.(.*)\\.v1$", "$1");
        }
    }

    private final List<Heard> heard = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    synchronized String comments() {
        return text.toString();
    }

    List<String> words() {
        return heard().stream().map(Heard::word).toList();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean isGone() {
        return isEnded();
    }

    @Override
    public synchronized void write(String frames) {
        for (var frame : frames.split("\n\n")) {
            if (frame.startsWith(":")) {
                text.append(frame);
            } else if (!frame.isBlank()) {
                heard.add(new Heard(field(frame, "id"), field(frame, "event"), field(frame, "data")));
            }
        }
    }

    @Override
    public synchronized void end() {
        ended = true;
    }

    private static String field(String frame, String name) {
        return frame.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse(null);
    }
}
