/** How handlers call others: bounded in time and in what is read of the answer, over kept connections, with the trace of the job. */
package io.focusforge.worker.http;
