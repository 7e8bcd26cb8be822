package io.focusforge.common.sse;

/** Says where the stream begins before anything else, so that who loses it at once can go on as well. */
public final class MarkedOutlet implements Outlet {
    private final Outlet outlet;
    private String mark;

    /** @param mark frames without an event */
    public MarkedOutlet(Outlet outlet, String mark) {
        this.outlet = outlet;
        this.mark = mark;
    }

    @Override
    public boolean hasRoom() {
        return outlet.hasRoom();
    }

    @Override
    public boolean isGone() {
        return outlet.isGone();
    }

    @Override
    public synchronized void write(String frames) {
        var text = mark + frames;
        mark = "";
        if (!text.isEmpty()) {
            outlet.write(text);
        }
    }

    @Override
    public void end() {
        outlet.end();
    }
}
