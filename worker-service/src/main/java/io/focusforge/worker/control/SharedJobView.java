package io.focusforge.worker.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The answer to a request whose job was there already, by its dedupe key. */
record SharedJobView(@JsonUnwrapped JobView job, boolean deduplicated) {
    static SharedJobView of(JobView job) {
        return new SharedJobView(job, true);
    }
}
