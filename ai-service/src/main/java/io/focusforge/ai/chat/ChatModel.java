package io.focusforge.ai.chat;

/** Something that answers chat completions. Blocking: it is called on a virtual thread. */
interface ChatModel {
    /** @return the answer's body, JSON */
    String complete(ChatCall call);

    /** Writes the answer to the client and ends it; throws only when nothing was written. */
    void stream(ChatCall call, EventStream client);
}
