package io.focusforge.common.sse;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who follows something. Of the one thread that looks, but for what never changes.
 *
 * @param <K> names what is followed
 * @param <P> says how much of it was seen
 */
public final class Watch<K, P> {
    /** A reader that has taken nothing for so many keep-alives is not there any more. */
    private static final int PATIENCE = 3;

    private final K what;
    private final UUID tenant;
    private final Outlet outlet;
    private final Instant opened;
    private Instant wrote;
    private P position;

    public Watch(K what, UUID tenant, P position, Outlet outlet, Instant opened) {
        this.what = what;
        this.tenant = tenant;
        this.position = position;
        this.outlet = outlet;
        this.opened = opened;
        this.wrote = opened;
    }

    public K what() {
        return what;
    }

    public P position() {
        return position;
    }

    UUID tenant() {
        return tenant;
    }

    boolean hasRoom() {
        return outlet.hasRoom();
    }

    void write(String frames, P after, Instant now) {
        outlet.write(frames);
        position = after;
        wrote = now;
    }

    /** A comment when it is time for one. */
    void keepAlive(Duration every, Instant now) {
        if (outlet.hasRoom() && !now.isBefore(wrote.plus(every))) {
            outlet.write(SseEvent.KEEP_ALIVE);
            wrote = now;
        }
    }

    boolean isOver(StreamsConfig config, Instant now) {
        return outlet.isGone()
                || !now.isBefore(opened.plus(config.longest()))
                || !now.isBefore(wrote.plus(config.keepAlive().multipliedBy(PATIENCE)));
    }

    void end() {
        outlet.end();
    }
}
