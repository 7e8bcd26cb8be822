package io.focusforge.worker.extract.program;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;

/** Answers requests until its input ends, which is when whoever started it is gone: then it ends at once, whatever it does. */
public final class ReadingProgram {
    /** Deeply nested files are read, and fail in an orderly way where they are deeper. */
    private static final long STACK = 8L << 20;

    /** How the name of its directory of temporary files begins. */
    public static final String DIRECTORY = "reading-";

    private ReadingProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var in = new DataInputStream(System.in);
        var out = new DataOutputStream(System.out);
        // libraries that print must not be taken for an answer
        System.setOut(System.err);
        var requests = new SynchronousQueue<Request>();
        var reading = new Thread(null, () -> answer(requests, out), "reading", STACK);
        reading.setDaemon(true);
        reading.start();
        try {
            while (true) {
                requests.put(Request.read(in));
            }
        } catch (EOFException e) {
            clear(new File(System.getProperty("java.io.tmpdir")));
            Runtime.getRuntime().halt(0);
        }
    }

    /** Nobody else will, when whoever started this was killed. The directory was made for this process. */
    private static void clear(File directory) {
        var files = directory.getName().startsWith(DIRECTORY) ? directory.listFiles() : null;
        if (files != null) {
            for (var file : files) {
                file.delete();
            }
            directory.delete();
        }
    }

    private static void answer(SynchronousQueue<Request> requests, DataOutputStream out) {
        try {
            while (true) {
                Reading.of(requests.take()).write(out);
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
