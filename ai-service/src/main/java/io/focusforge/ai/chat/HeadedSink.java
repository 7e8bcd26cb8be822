package io.focusforge.ai.chat;

import io.vertx.core.buffer.Buffer;

/** The client, with the headers of the call in front of the first byte, whoever writes it: a provider, or a layer. */
final class HeadedSink implements AnswerSink {
    private final CallReport report;
    private final AnswerSink client;

    HeadedSink(CallReport report, AnswerSink client) {
        this.report = report;
        this.client = client;
    }

    @Override
    public boolean hasBegun() {
        return client.hasBegun();
    }

    @Override
    public void write(Buffer bytes) {
        if (!client.hasBegun()) {
            report.writeHeaders();
        }
        client.write(bytes);
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return client.hasRoom(whenDrained);
    }
}
