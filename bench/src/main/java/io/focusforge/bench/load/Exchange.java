package io.focusforge.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection of {@link RawLoad} and the request that is under way on it. */
final class Exchange {
    private static final int LONGEST_HEAD = 16_384;
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final byte[] head = new byte[LONGEST_HEAD];
    private ByteBuffer unsent;
    private int headBytes;
    private long bodyBytes;
    private int status;
    private long started;

    Exchange(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    long started() {
        return started;
    }

    int status() {
        return status;
    }

    void begin(ByteBuffer request, long planned) throws IOException {
        started = planned;
        status = 0;
        headBytes = 0;
        unsent = request.duplicate();
        write();
    }

    /** What the socket had no room for before. */
    void write() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * Takes what has come.
     *
     * @return whether the answer is whole
     */
    boolean read(ByteBuffer into) throws IOException {
        into.clear();
        var read = channel.read(into);
        if (read < 0) {
            throw new IOException("the server closed a connection");
        }
        into.flip();
        if (status == 0 && !readHead(into)) {
            return false;
        }
        bodyBytes -= into.remaining();
        return bodyBytes <= 0;
    }

    void close() throws IOException {
        channel.close();
    }

    private boolean readHead(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            if (headBytes == LONGEST_HEAD) {
                throw new IOException("an answer's head is longer than " + LONGEST_HEAD + " bytes");
            }
            head[headBytes++] = from.get();
            if (endsHead()) {
                understand(new String(head, 0, headBytes, StandardCharsets.ISO_8859_1));
                return true;
            }
        }
        return false;
    }

    private boolean endsHead() {
        return headBytes >= 4
                && head[headBytes - 1] == '\n'
                && head[headBytes - 2] == '\r'
                && head[headBytes - 3] == '\n'
                && head[headBytes - 4] == '\r';
    }

    private void understand(String text) throws IOException {
        var at = text.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer without Content-Length: " + text);
        }
        var end = text.indexOf('\r', at + LENGTH.length());
        bodyBytes = Long.parseLong(text.substring(at + LENGTH.length(), end).strip());
        status = Integer.parseInt(text.substring(9, 12));
    }
}
