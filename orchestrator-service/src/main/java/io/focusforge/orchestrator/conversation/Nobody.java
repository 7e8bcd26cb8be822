package io.focusforge.orchestrator.conversation;

import io.focusforge.common.sse.Outlet;

/** Where an answer goes that was asked for in one piece. */
enum Nobody implements Outlet {
    LISTENS;

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean isGone() {
        return true;
    }

    @Override
    public void write(String frames) {}

    @Override
    public void end() {}
}
