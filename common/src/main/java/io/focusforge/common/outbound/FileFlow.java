package io.focusforge.common.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientResponse;

/** An answer on its way into a file, no faster than that takes it, and no more of it than is allowed. */
final class FileFlow {
    private final Vertx vertx;
    private final Download download;
    private final Promise<Boolean> whole = Promise.promise();
    private long written;

    FileFlow(Vertx vertx, Download download) {
        this.vertx = vertx;
        this.download = download;
    }

    /** @return whether all of it is in the file, which is closed then; otherwise there was too much */
    Future<Boolean> write(HttpClientResponse response) {
        var options = new OpenOptions().setTruncateExisting(true).setRead(false);
        return vertx.fileSystem().open(download.file().toString(), options).compose(file -> write(response, file)
                .eventually(() -> file.close()));
    }

    private Future<Boolean> write(HttpClientResponse response, AsyncFile file) {
        response.exceptionHandler(whole::tryFail);
        file.exceptionHandler(whole::tryFail);
        response.endHandler(end ->
                file.flush().onSuccess(flushed -> whole.tryComplete(true)).onFailure(whole::tryFail));
        response.handler(part -> take(part, response, file));
        response.resume();
        return whole.future();
    }

    private void take(Buffer part, HttpClientResponse response, AsyncFile file) {
        written += part.length();
        if (written > download.atMost()) {
            whole.tryComplete(false);
            return;
        }
        var unused = file.write(part).onFailure(whole::tryFail);
        if (file.writeQueueFull()) {
            response.pause();
            file.drainHandler(drained -> response.resume());
        }
    }
}
