package io.focusforge.worker.stream;

import io.focusforge.worker.job.JobKey;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How a job is written in a message, and how replies of Redis are read, in the shapes of RESP2 and RESP3. */
final class Messages {
    static final String FIELD = "job";
    private static final char SEPARATOR = '/';

    private Messages() {}

    static String write(JobKey key) {
        return key.tenant() + String.valueOf(SEPARATOR) + key.id();
    }

    /** @param reply of XREADGROUP; null when there was nothing */
    static List<ReadyMessage> byStream(Response reply) {
        var messages = new ArrayList<ReadyMessage>();
        if (reply == null) {
            return messages;
        }
        if (reply.isMap()) {
            for (var stream : reply.getKeys()) {
                messages.addAll(ofStream(stream, reply.get(stream)));
            }
        } else {
            for (var stream : reply) {
                messages.addAll(ofStream(stream.get(0).toString(), stream.get(1)));
            }
        }
        return messages;
    }

    /** Entries that somebody deleted meanwhile come without fields, and are left out. */
    static List<ReadyMessage> ofStream(String stream, Response entries) {
        var messages = new ArrayList<ReadyMessage>();
        for (var entry : entries) {
            var fields = entry == null ? null : entry.get(1);
            if (fields != null && fields.size() > 1) {
                messages.add(new ReadyMessage(
                        stream, entry.get(0).toString(), read(fields.get(1).toString())));
            }
        }
        return messages;
    }

    private static JobKey read(String text) {
        var separator = text.indexOf(SEPARATOR);
        return new JobKey(
                UUID.fromString(text.substring(0, separator)), UUID.fromString(text.substring(separator + 1)));
    }
}
